/** Whether a Redis server is fit for jobs. */
import { Redis } from 'ioredis';
import { describeFailure, unreachable } from './connection-failure.ts';
import type { RedisWarning } from './port.ts';
import { RedisError } from './redis-error.ts';
import { withTimeLimit } from './time-limit.ts';

/** What is used came with 6.2: GETDEL, LMOVE, ranges that leave their end out. */
const OLDEST = [6, 2] as const;

/**
 * Asks once, over a connection of its own that is not tried again.
 *
 * @returns what should be changed.
 * @throws RedisError `redis.unreachable`, `redis.denied`, `redis.too-old`.
 */
export async function inspectServer(
  url: string,
  { address, timeoutMs }: { address: string; timeoutMs: number },
): Promise<RedisWarning[]> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  let failure: unknown;
  // ioredis rejects with "Connection is closed." and tells the reason here.
  client.on('error', (error) => {
    failure ??= error;
  });
  const late = () => unreachable(address, `no answer for ${timeoutMs} ms`);
  try {
    return judge(await withTimeLimit(ask(client), timeoutMs, late), address);
  } catch (error) {
    if (error instanceof RedisError) throw error;
    throw describeFailure(failure ?? error, address);
  } finally {
    client.disconnect();
  }
}

async function ask(client: Redis): Promise<string> {
  await client.connect();
  return client.info();
}

function judge(info: string, address: string): RedisWarning[] {
  const field = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const version = field('redis_version') ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new RedisError(
      'redis.too-old',
      `Redis at ${address} is version ${version}. Install ${OLDEST.join('.')} or later.`,
    );
  }
  const warnings: RedisWarning[] = [];
  const policy = field('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    warnings.push({
      code: 'redis.evicts',
      message: `Redis at ${address} removes keys when memory runs short (maxmemory-policy ${policy}), and jobs with them. Set maxmemory-policy noeviction in redis.conf.`,
    });
  }
  if (field('aof_enabled') === '0') {
    warnings.push({
      code: 'redis.forgets',
      message: `Redis at ${address} may lose the latest jobs in a crash (appendonly no). Set appendonly yes and appendfsync everysec in redis.conf.`,
    });
  }
  return warnings;
}
