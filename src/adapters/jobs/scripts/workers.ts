/** Who serves a queue: a sorted set of workers by when they were last heard of. Killed ones fall out by themselves. */
import { z } from 'zod';
import type { WorkerView } from '../view.ts';
import { NOW, runScript, type ScriptClient } from './script-client.ts';

/** A worker that was not heard of for so long is gone. */
export const WORKER_ALIVE_MS = 10_000;

/** Not beside the queue's keys: there a job could have this name. */
export const workersKey = (queue: string): string => `screenalytics:job_workers:${queue}`;

/** KEYS: one per queue. ARGV: milliseconds after which one is gone, then a member per queue. */
const ANNOUNCE = `${NOW}
for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - ARGV[1])
  redis.call('ZADD', key, now, ARGV[i + 1])
end`;
const LIST = `${NOW}
return redis.call('ZRANGEBYSCORE', KEYS[1], now - ARGV[1], '+inf', 'WITHSCORES')`;

const member = z.object({ name: z.string(), since: z.number(), concurrency: z.number() });

export type ServedQueue = z.infer<typeof member> & { readonly queue: string };

const memberOf = ({ name, since, concurrency }: ServedQueue): string => JSON.stringify({ name, since, concurrency });

/** Says that a worker lives and what it serves. */
export async function announceWorker(client: ScriptClient, served: readonly ServedQueue[]): Promise<void> {
  const keys = served.map(({ queue }) => workersKey(queue));
  await runScript(client, ANNOUNCE, { keys, args: [WORKER_ALIVE_MS, ...served.map(memberOf)] });
}

export async function withdrawWorker(client: ScriptClient, served: readonly ServedQueue[]): Promise<void> {
  for (const each of served) await client.call('ZREM', workersKey(each.queue), memberOf(each));
}

export async function listWorkers(client: ScriptClient, queue: string): Promise<WorkerView[]> {
  const raw = await runScript(client, LIST, { keys: [workersKey(queue)], args: [WORKER_ALIVE_MS] });
  const flat = z.array(z.string()).parse(raw);
  return flat.flatMap((text, i) =>
    i % 2 === 0 ? [{ ...member.parse(JSON.parse(text)), queue, lastSeen: Number(flat[i + 1]) }] : [],
  );
}
