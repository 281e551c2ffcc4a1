/** Random commands, compared reply by reply with a real redis-server. */
import type { Redis } from 'ioredis';
import { Redis as RealRedis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RedisServerProcess, startRedisServer } from '../../../../fixtures/servers/redis-server.ts';
import { type MemoryRedis, openMemoryRedis } from '../memory-redis.ts';
import { describeWithRedisServer } from '../real-redis.test-support.ts';
import { allCommands } from './commands/all-commands.ts';
import { commandSource, type RandomCommand } from './random-commands.test-support.ts';
import { seededRandom } from './seeded-random.test-support.ts';

const SEEDS = [1, 2, 3, 4];
const COMMANDS = 6_000;
/** They reply about the server, its clock or the connection; or they would empty everything. */
const NOT_DRAWN = new Set(
  'client config info select time flushall flushdb watch unwatch script evalsha expireat pttl pexpiretime bzpopmax'.split(
    ' ',
  ),
);
/** Sent at a time. */
const BATCH = 500;

describeWithRedisServer('random commands', () => {
  let server: RedisServerProcess;
  let real: Redis;
  let memory: MemoryRedis;
  beforeAll(async () => {
    server = await startRedisServer();
    real = new RealRedis(server.url);
    memory = await openMemoryRedis();
  });
  afterAll(async () => {
    real?.disconnect();
    await memory?.close();
    await server?.stop();
  });

  it.each(SEEDS)('get the replies of a real Redis, seed %i', async (seed) => {
    await Promise.all([real.flushall(), memory.client.flushall()]);
    const next = commandSource(seededRandom(seed));
    const differences: unknown[] = [];
    const drawn = new Set<string>();
    for (let at = 0; at < COMMANDS; at += BATCH) {
      const commands = Array.from({ length: BATCH }, next);
      const [expected, got] = await Promise.all([replies(real, commands), replies(memory.client, commands)]);
      for (const [i, command] of commands.entries()) {
        drawn.add(command.name);
        const [wanted, reply] = [expected[i], got[i]].map((each) => JSON.stringify(command.comparable(each)));
        if (wanted !== reply) differences.push([at + i, command.name, ...command.args.map(String), { wanted, reply }]);
      }
    }
    expect(differences.slice(0, 20)).toEqual([]);
    expect(Object.keys(allCommands).filter((name) => !drawn.has(name) && !NOT_DRAWN.has(name))).toEqual([]);
  });
});

/** As buffers, so that bytes are compared; shown as one character per byte. */
function replies(client: Redis, commands: readonly RandomCommand[]): Promise<unknown[]> {
  return Promise.all(
    commands.map(({ name, args }) => client.callBuffer(name, args as string[]).then(readable, (error: Error) => error)),
  );
}

function readable(reply: unknown): unknown {
  if (Buffer.isBuffer(reply)) return reply.toString('latin1');
  return Array.isArray(reply) ? reply.map(readable) : reply;
}
