import { randomUUID } from 'node:crypto';
import { startRedisServer } from '../../../fixtures/servers/redis-server.ts';
import { openMemoryRedis } from '../redis/memory-redis.ts';
import type { RedisConnection } from '../redis/port.ts';
import { describeWithRedisServer } from '../redis/real-redis.test-support.ts';
import { openServerRedis } from '../redis/server-redis.ts';
import { type EventLogTrial, testEventLog } from './conformance.ts';
import { createRedisEvents } from './redis-events.ts';
import { serverTime } from './stream-commands.ts';

function trialOn(redis: RedisConnection, stop: () => Promise<void>): EventLogTrial {
  const { client, connect } = redis;
  return {
    open: (options = {}) =>
      Promise.resolve(createRedisEvents({ client, connect, processId: randomUUID(), ...options })),
    now: () => serverTime(client),
    async close() {
      await redis.close();
      await stop();
    },
  };
}

testEventLog('events in this process', async () => trialOn(await openMemoryRedis(), () => Promise.resolve()));

describeWithRedisServer('with a server', () => {
  testEventLog('events on a Redis server', async () => {
    const server = await startRedisServer();
    return trialOn(await openServerRedis({ url: server.url }), server.stop);
  });
});
