/** A Redis server, named by REDIS_URL. */
import { Redis } from 'ioredis';
import { describeFailure, unreachable } from './connection-failure.ts';
import { inspectServer } from './inspect-server.ts';
import type { RedisConnection } from './port.ts';
import { RedisError } from './redis-error.ts';
import { withTimeLimit } from './time-limit.ts';

export interface ServerRedisOptions {
  /** `redis://[user:password@]host[:port][/db]`, or `rediss://` for TLS. */
  readonly url: string;
  /** How long opening may take. */
  readonly connectTimeoutMs?: number;
  /** Told once when the connection is lost; it is tried again by itself until it is back. */
  readonly onLost?: (error: RedisError) => void;
  readonly onBack?: () => void;
}

/** Between two attempts to connect again: soon at first, then at most so long. */
const RETRY = { stepMs: 100, maxMs: 3_000 } as const;

/**
 * Connects and looks whether the server is fit for jobs.
 *
 * @throws RedisError `redis.bad-url`, `redis.unreachable`, `redis.denied`, `redis.too-old`.
 */
export async function openServerRedis(options: ServerRedisOptions): Promise<RedisConnection> {
  const { url, connectTimeoutMs = 5_000 } = options;
  const address = addressOf(url);
  const warnings = await inspectServer(url, { address, timeoutMs: connectTimeoutMs });
  const open = (connectionName: string): Redis =>
    new Redis(url, {
      connectionName,
      // BullMQ's workers wait for the server to come back, however long it takes, and so do all others.
      maxRetriesPerRequest: null,
      connectTimeout: connectTimeoutMs,
      retryStrategy: (attempt) => Math.min(attempt * RETRY.stepMs, RETRY.maxMs),
    });
  const client = open('shared');
  watchConnection(client, address, options);
  const opened = [client];
  return {
    kind: 'server',
    address,
    warnings,
    client,
    connect(name) {
      const connection = open(name);
      // The shared one tells already; without a listener ioredis would write to the console.
      connection.on('error', () => {});
      opened.push(connection);
      return connection;
    },
    async check(timeoutMs) {
      const start = performance.now();
      await answerOf(client, { address, timeoutMs });
      return performance.now() - start;
    },
    async close() {
      await Promise.all(opened.map(end));
    },
  };
}

/** The URL without what must not be shown. @throws RedisError `redis.bad-url`. */
function addressOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^rediss?:$/.test(parsed.protocol) || parsed.hostname === '') {
    // Without the URL itself: a mistyped one may show a password.
    const message = 'REDIS_URL is no Redis address. Write it as redis://host:6379, with rediss:// for TLS.';
    throw new RedisError('redis.bad-url', message);
  }
  const { protocol, hostname, port, pathname } = parsed;
  return `${protocol}//${hostname}:${port || 6379}${pathname === '/' ? '' : pathname}`;
}

function watchConnection(client: Redis, address: string, { onLost, onBack }: ServerRedisOptions): void {
  let isLost = false;
  const lose = (error: RedisError): void => {
    if (!isLost) onLost?.(error);
    isLost = true;
  };
  client.on('error', (error) => lose(describeFailure(error, address)));
  // A server that ends in good order closes the connection without an error.
  client.on('reconnecting', () => lose(unreachable(address, 'the connection is lost')));
  client.on('ready', () => {
    if (isLost) onBack?.();
    isLost = false;
  });
}

async function answerOf(client: Redis, { address, timeoutMs }: { address: string; timeoutMs: number }): Promise<void> {
  // Sent to a server that is away, the question would only queue up.
  if (client.status !== 'ready' && client.status !== 'connect' && client.status !== 'connecting') {
    throw unreachable(address, 'the connection is lost');
  }
  const late = () => unreachable(address, `no answer for ${timeoutMs} ms`);
  try {
    await withTimeLimit(client.ping(), timeoutMs, late);
  } catch (error) {
    throw describeFailure(error, address);
  }
}

/** Lets the server answer what was sent, unless it is away. */
async function end(connection: Redis): Promise<void> {
  if (connection.status === 'ready') await connection.quit().catch(() => connection.disconnect());
  else connection.disconnect();
}
