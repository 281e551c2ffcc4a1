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
}

const MOST = 100;
const KEPT_MS = 7 * 86_400_000;

export function createJobHistory(redis: Pick<RedisConnection, 'client'>, now: () => number): JobHistory {
  const { client } = redis;
  const keyOf = (user: string): string => `screenalytics:job_history:${user}`;
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
  };
}
