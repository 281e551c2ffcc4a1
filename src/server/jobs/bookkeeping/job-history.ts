/**
 * The last jobs of a user: the sorted set `screenalytics:job_history:{user}`, at most 100 entries of the last 7 days, by
 * the time they ended.
 */
import { z } from 'zod';
import type { RedisConnection } from '../../../adapters/redis/port.ts';

const entry = z.object({
  job: z.string(),
  operation: z.string(),
  episode: z.string(),
  outcome: z.enum(['done', 'failed', 'cancelled']),
  /** Why it failed and what to do; null otherwise. */
  reason: z.string().nullable(),
  /** Milliseconds since 1970. */
  endedAt: z.number(),
});
export type JobHistoryEntry = z.infer<typeof entry>;

export interface JobHistory {
  add(user: string, entry: JobHistoryEntry): Promise<void>;
  /** Newest first. */
  list(user: string): Promise<JobHistoryEntry[]>;
  /** Removes entries of all users before their time. @returns how many. */
  forget(isMeant: (entry: JobHistoryEntry) => boolean): Promise<number>;
}

const PREFIX = 'screenalytics:job_history:';
const MOST = 100;
const KEPT_MS = 7 * 86_400_000;

export function createJobHistory(redis: Pick<RedisConnection, 'client'>, now: () => number): JobHistory {
  const { client } = redis;
  const keyOf = (user: string): string => `${PREFIX}${user}`;
  return {
    async add(user, job) {
      const key = keyOf(user);
      await client
        .multi()
        .zadd(key, job.endedAt, JSON.stringify(entry.parse(job)))
        .zremrangebyscore(key, 0, `(${now() - KEPT_MS}`)
        .zremrangebyrank(key, 0, -MOST - 1)
        .pexpire(key, KEPT_MS)
        .exec();
    },
    async list(user) {
      const found = await client.zrangebyscore(keyOf(user), now() - KEPT_MS, '+inf');
      return found.reverse().map((text) => entry.parse(JSON.parse(text)));
    },
    async forget(isMeant) {
      let removed = 0;
      for (let cursor = '0'; ; ) {
        const [next, keys] = await client.scan(cursor, 'MATCH', `${PREFIX}*`, 'COUNT', 200);
        for (const key of keys) {
          const meant = (await client.zrange(key, 0, -1)).filter((text) => isMeant(entry.parse(JSON.parse(text))));
          if (meant.length > 0) removed += await client.zrem(key, ...meant);
        }
        if (next === '0') return removed;
        cursor = next;
      }
    },
  };
}
