/** Redis inside this process: on ioredis-mock, with all that BullMQ needs of a Redis. */
import type { Redis } from 'ioredis';
import { loadFengari } from './memory/lua/load-fengari.ts';
import type { MemoryServer } from './memory/memory-server.ts';
import type { RedisConnection } from './port.ts';
import { RedisError } from './redis-error.ts';

/** What tests may look at besides the port. */
export interface MemoryRedis extends RedisConnection {
  readonly server: MemoryServer;
}

/**
 * Opens an empty Redis of its own: two of them share nothing.
 *
 * @throws RedisError `redis.unsupported-runtime` when the packages it rests on were loaded wrongly.
 */
export async function openMemoryRedis(): Promise<MemoryRedis> {
  const fengari = await loadFengari();
  // After fengari is set up: they load ioredis-mock, which loads it, too.
  const [{ MemoryServer }, { MemoryClient }] = await Promise.all([
    import('./memory/memory-server.ts'),
    import('./memory/memory-client.ts'),
  ]);
  const server = new MemoryServer(fengari);
  const open = (connectionName: string) => new MemoryClient(server, { connectionName });
  const client = open('shared');
  const opened = [client];
  return {
    kind: 'memory',
    address: 'in this process',
    warnings: [
      {
        code: 'redis.in-process',
        message:
          'Jobs are kept in this process and end with it; no other process can work on them. Set REDIS_URL to a Redis server to keep and share them.',
      },
    ],
    server,
    client: client as unknown as Redis,
    connect(name) {
      const connection = open(name);
      opened.push(connection);
      return connection as unknown as Redis;
    },
    async check() {
      if (client.status === 'end') throw new RedisError('redis.unreachable', 'The in-memory Redis is closed.');
      const start = performance.now();
      await client.call('ping');
      return performance.now() - start;
    },
    close() {
      for (const connection of opened) connection.disconnect();
      server.stop();
      return Promise.resolve();
    },
  };
}
