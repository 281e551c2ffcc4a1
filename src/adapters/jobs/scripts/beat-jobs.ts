/** What a worker does for its running jobs a few times a second: say that they live, and read whether they are to stop. */
import { z } from 'zod';
import { CANCEL_FIELD } from './end-job.ts';
import { NOW, runScript, type ScriptClient } from './script-client.ts';

/** The field of a job that says when its worker was last known to live. */
export const BEAT_FIELD = 'beat';

/** KEYS: jobs. ARGV: milliseconds between two writings. */
const BEAT = `${NOW}
local marks = {}
for i, key in ipairs(KEYS) do
  local fields = redis.call('HMGET', key, 'name', '${BEAT_FIELD}', '${CANCEL_FIELD}')
  if fields[1] and now - (tonumber(fields[2] or 0)) >= tonumber(ARGV[1]) then
    redis.call('HSET', key, '${BEAT_FIELD}', now)
  end
  marks[i] = fields[3] or ''
end
return marks`;

/** @returns per job why it is to stop, as it was encoded; '' when it may go on. */
export async function beatJobs(
  client: ScriptClient,
  keys: readonly string[],
  writeEveryMs: number,
): Promise<readonly string[]> {
  const marks = await runScript(client, BEAT, { keys, args: [writeEveryMs] });
  return z.array(z.string()).parse(marks);
}
