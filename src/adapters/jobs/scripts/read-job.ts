/** All that is to be known of a job, as it is at one moment: read piece by piece, it could be in two states or in none. */
import { z } from 'zod';
import { jobKey, queueKey } from '../stored-job.ts';
import type { JobRef } from '../view.ts';
import { NOW, runScript, type ScriptClient } from './script-client.ts';
import { WORKER_ALIVE_MS, workersKey } from './workers.ts';

/**
 * KEYS: job, workers of the queue. ARGV: prefix of the queue's keys, id, milliseconds within which a worker has to have been heard of.
 * Replies the place it is in, its fields, how many come before it, whether the queue is paused, how many jobs it waits for,
 * when it is tried again, and how many workers serve its queue.
 */
const READ = `${NOW}
local fields = redis.call('HGETALL', KEYS[1])
if #fields == 0 then return false end
local prefix, id = ARGV[1], ARGV[2]
local function ahead()
  -- Taken from the right.
  local length = redis.call('LLEN', prefix .. 'wait')
  local index = redis.call('LPOS', prefix .. 'wait', id)
  if index then return length - 1 - index end
  local rank = redis.call('ZRANK', prefix .. 'prioritized', id)
  return rank and length + rank
end
local place, before, at = 'running', 0, 0
if redis.call('ZSCORE', prefix .. 'completed', id) then place = 'done'
elseif redis.call('ZSCORE', prefix .. 'failed', id) then place = 'failed'
elseif redis.call('ZSCORE', prefix .. 'waiting-children', id) then place = 'jobs'
else
  local score = redis.call('ZSCORE', prefix .. 'delayed', id)
  local turn = not score and ahead()
  if score then place, at = 'delayed', math.floor(score / 4096) end
  if turn then place, before = 'turn', turn end
end
local paused = redis.call('HGET', prefix .. 'meta', 'paused') and 1 or 0
return { place, fields, before, paused, redis.call('SCARD', KEYS[1] .. ':dependencies'), at,
  redis.call('ZCOUNT', KEYS[2], now - ARGV[3], '+inf') }`;

const reply = z
  .tuple([
    z.enum(['running', 'done', 'failed', 'jobs', 'delayed', 'turn']),
    z.array(z.string()),
    z.number(),
    z.number(),
    z.number(),
    z.number(),
    z.number(),
  ])
  .nullable();

export interface JobReading {
  readonly place: 'running' | 'done' | 'failed' | 'jobs' | 'delayed' | 'turn';
  readonly fields: ReadonlyMap<string, string>;
  readonly ahead: number;
  readonly isPaused: boolean;
  readonly pendingChildren: number;
  readonly retryAt: number;
  readonly workers: number;
}

/** Null where there is no such job. */
export async function readJob(client: ScriptClient, job: JobRef): Promise<JobReading | null> {
  const args = [`${queueKey(job.queue)}:`, job.id, WORKER_ALIVE_MS];
  const raw = reply.parse(await runScript(client, READ, { keys: [jobKey(job), workersKey(job.queue)], args }));
  if (!raw) return null;
  const [place, pairs, ahead, paused, pendingChildren, retryAt, workers] = raw;
  const fields = new Map<string, string>();
  for (let i = 0; i < pairs.length; i += 2) fields.set(pairs[i] ?? '', pairs[i + 1] ?? '');
  return { place, fields, ahead, isPaused: paused === 1, pendingChildren, retryAt, workers };
}
