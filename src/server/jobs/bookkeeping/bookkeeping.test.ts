import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRedisServer } from '../../../../fixtures/servers/redis-server.ts';
import { openMemoryRedis } from '../../../adapters/redis/memory-redis.ts';
import type { RedisConnection } from '../../../adapters/redis/port.ts';
import { describeWithRedisServer } from '../../../adapters/redis/real-redis.test-support.ts';
import { openServerRedis } from '../../../adapters/redis/server-redis.ts';
import { createJobHistory, type JobHistoryEntry } from './job-history.ts';
import { createJobLocks } from './job-locks.ts';

const WORK = { episode: 'rhobh-s05e17', operation: 'analyze' };
const DAY_MS = 86_400_000;

function testBookkeeping(name: string, open: () => Promise<{ redis: RedisConnection; stop: () => Promise<void> }>) {
  describe(name, () => {
    let redis: RedisConnection;
    let stop: () => Promise<void>;
    beforeEach(async () => ({ redis, stop } = await open()));
    afterEach(async () => {
      await redis.close();
      await stop();
    });
    const locks = (keptMs: number) => createJobLocks({ redis, now: () => Date.now(), keptMs });

    it('a lock has one holder, who is named to others, and can be given back', async () => {
      const held = await locks(60_000).take(WORK, 'worker 1');
      const refusal = locks(60_000).take(WORK, 'worker 2');
      await expect(refusal).rejects.toMatchObject({
        code: 'jobs.locked',
        message: expect.stringContaining('worker 1'),
      });
      await locks(60_000).take({ ...WORK, operation: 'cluster' }, 'worker 2');
      await held.release();
      expect(await locks(60_000).holderOf(WORK)).toBeNull();
      await locks(60_000).take(WORK, 'worker 2');
      // The first holder's second release is not its to give.
      await held.release();
      expect(await locks(60_000).holderOf(WORK)).toMatchObject({ holder: 'worker 2' });
      expect(await redis.client.exists('screenalytics:job_lock:rhobh-s05e17:analyze')).toBe(1);
    });

    it('a lock is renewed for as long as its holder lives', async () => {
      const held = await locks(1_500).take(WORK, 'worker 1');
      const first = (await locks(1_500).holderOf(WORK))?.heartbeat ?? 0;
      const heartbeat = async () => (await locks(1_500).holderOf(WORK))?.heartbeat;
      // Longer than the lock lives without being renewed.
      await expect.poll(heartbeat, { timeout: 20_000 }).toBeGreaterThan(first + 1_500);
      expect(held.lost.aborted).toBe(false);
      await held.release();
    });

    it('a lock whose holder is gone becomes free by itself', async () => {
      const dead = await locks(80).take(WORK, 'dead');
      // What a killed process does not do: renew. Its lock is made someone else’s, so that its renewals fail.
      await redis.client.hset('screenalytics:job_lock:rhobh-s05e17:analyze', 'holder', 'ghost');
      await expect.poll(() => dead.lost.aborted).toBe(true);
      await expect.poll(() => locks(80).holderOf(WORK)).toBeNull();
      await locks(80).take(WORK, 'worker 2');
    });

    it('a holder that cannot reach Redis is told before anyone else can begin', async () => {
      const away = { client: { ...redis.client, eval: evalOnce(redis) } } as unknown as RedisConnection;
      const held = await createJobLocks({ redis: away, now: () => Date.now(), keptMs: 90 }).take(WORK, 'worker 1');
      await expect.poll(() => held.lost.aborted, { interval: 5 }).toBe(true);
    });

    it('history keeps a hundred jobs of seven days, newest first', async () => {
      let now = 100 * DAY_MS;
      const history = createJobHistory(redis, () => now);
      const job = (n: number): JobHistoryEntry => ({
        ...WORK,
        job: `${n}`,
        outcome: 'done',
        reason: null,
        endedAt: now + n,
      });
      for (let n = 1; n <= 103; n++) await history.add('ana', job(n));
      const jobs = (await history.list('ana')).map((each) => each.job);
      expect(jobs).toEqual(Array.from({ length: 100 }, (_, i) => `${103 - i}`));
      expect(await history.list('ben')).toEqual([]);
      now += 7 * DAY_MS + 50;
      expect((await history.list('ana')).map((each) => each.job).at(-1)).toBe('50');
      await history.add('ana', job(1));
      expect(await redis.client.zcard('screenalytics:job_history:ana')).toBe(55);
    });
  });
}

/** The first call reaches Redis, later ones fail. */
function evalOnce({ client }: RedisConnection): typeof client.eval {
  let calls = 0;
  const once = (...args: Parameters<typeof client.eval>) =>
    calls++ === 0 ? client.eval(...args) : Promise.reject(new Error('the connection is lost'));
  return once as typeof client.eval;
}

testBookkeeping('in this process', async () => ({ redis: await openMemoryRedis(), stop: () => Promise.resolve() }));
describeWithRedisServer('with a server', () => {
  testBookkeeping('on a Redis server', async () => {
    const server = await startRedisServer();
    return { redis: await openServerRedis({ url: server.url }), stop: server.stop };
  });
});
