import { startRedisServer } from '../../../fixtures/servers/redis-server.ts';
import { openMemoryRedis } from '../redis/memory-redis.ts';
import type { RedisConnection } from '../redis/port.ts';
import { describeWithRedisServer } from '../redis/real-redis.test-support.ts';
import { openServerRedis } from '../redis/server-redis.ts';
import { createBullJobs } from './bull-jobs.ts';
import { testJobs } from './conformance.ts';
import { type JobsTrial, TAKE_OVER_MS } from './job-lab.test-support.ts';
import { DEFINITIONS } from './sample-jobs.test-support.ts';

function trialOn(redis: RedisConnection, stop: () => Promise<void>): JobsTrial {
  const { client, connect } = redis;
  return {
    open: (definitions = DEFINITIONS) => createBullJobs({ client, connect, definitions, takeOverMs: TAKE_OVER_MS }),
    connections: async () =>
      String(await client.call('CLIENT', 'LIST'))
        .trim()
        .split('\n').length,
    async close() {
      await redis.close();
      await stop();
    },
  };
}

testJobs('jobs in this process', async () => trialOn(await openMemoryRedis(), () => Promise.resolve()));

describeWithRedisServer('with a server', () => {
  testJobs('jobs on a Redis server', async () => {
    const server = await startRedisServer();
    return trialOn(await openServerRedis({ url: server.url }), server.stop);
  });
});
