/**
 * Ends a job that is not running, as failed. BullMQ can only remove it, and then nobody would know what became of it.
 *
 * Jobs it is part of cannot go on without it and end with the same reason, up to one that runs: that one finds out when it
 * wants to wait for its parts. A job that runs gets a mark, which its worker reads.
 */
import { z } from 'zod';
import { encodeFailure } from '../job-failure.ts';
import { jobKey, queueKey } from '../stored-job.ts';
import type { JobFailure, JobRef } from '../view.ts';
import { runScript, type ScriptClient } from './script-client.ts';

/** The field of a job in which its worker finds that it is to stop, and why. */
export const CANCEL_FIELD = 'cancel';

/** KEYS: job. ARGV: prefix of the queue's keys, id, reason, now, mark for a running job or ''. */
const END = `
local function leave(prefix, id)
  return redis.call('LREM', prefix .. 'wait', 1, id) + redis.call('LREM', prefix .. 'paused', 1, id)
    + redis.call('ZREM', prefix .. 'prioritized', id) + redis.call('ZREM', prefix .. 'delayed', id)
    + redis.call('ZREM', prefix .. 'waiting-children', id)
end
local function isOver(prefix, id)
  return redis.call('ZSCORE', prefix .. 'failed', id) or redis.call('ZSCORE', prefix .. 'completed', id)
end
local function fail(prefix, id, key)
  redis.call('ZADD', prefix .. 'failed', ARGV[4], id)
  redis.call('HSET', key, 'failedReason', ARGV[3], 'finishedOn', ARGV[4])
  redis.call('HDEL', key, 'defa')
  local same = redis.call('HGET', key, 'deid')
  if same and redis.call('GET', prefix .. 'de:' .. same) == id then redis.call('DEL', prefix .. 'de:' .. same) end
  redis.call('XADD', prefix .. 'events', 'MAXLEN', '~', 10000, '*', 'event', 'failed', 'jobId', id,
    'failedReason', ARGV[3], 'prev', 'waiting')
end
local key, prefix, id = KEYS[1], ARGV[1], ARGV[2]
if redis.call('EXISTS', key) == 0 then return 'missing' end
if isOver(prefix, id) then return 'over' end
if leave(prefix, id) == 0 then
  if ARGV[5] ~= '' then redis.call('HSET', key, '${CANCEL_FIELD}', ARGV[5]) end
  return 'running'
end
fail(prefix, id, key)
while true do
  local parentKey = redis.call('HGET', key, 'parentKey')
  if not parentKey or redis.call('EXISTS', parentKey) == 0 then break end
  if redis.call('SREM', parentKey .. ':dependencies', key) == 1 then
    redis.call('ZADD', parentKey .. ':unsuccessful', ARGV[4], key)
  end
  local parent = cjson.decode(redis.call('HGET', key, 'parent'))
  prefix = parent['queueKey'] .. ':'
  if isOver(prefix, parent['id']) then break end
  if leave(prefix, parent['id']) == 0 then
    redis.call('HSET', parentKey, 'defa', 'child ' .. key .. ' failed')
    break
  end
  fail(prefix, parent['id'], parentKey)
  key = parentKey
end
return 'ended'`;

const outcome = z.enum(['missing', 'over', 'running', 'ended']);
export type EndOutcome = z.infer<typeof outcome>;

export interface Ending {
  readonly failure: JobFailure;
  /** Whether to stop it also when it runs. */
  readonly stopRunning: boolean;
}

export async function endJob(client: ScriptClient, job: JobRef, { failure, stopRunning }: Ending): Promise<EndOutcome> {
  const reason = encodeFailure(failure);
  const args = [`${queueKey(job.queue)}:`, job.id, reason, Date.now(), stopRunning ? reason : ''];
  return outcome.parse(await runScript(client, END, { keys: [jobKey(job)], args }));
}
