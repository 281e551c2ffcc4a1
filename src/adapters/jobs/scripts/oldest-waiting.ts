/** Since when the oldest job of a queue waits for its turn: with priorities it can be any of them. */
import { z } from 'zod';
import { queueKey } from '../stored-job.ts';
import { runScript, type ScriptClient } from './script-client.ts';

/** KEYS: jobs in order, jobs by priority. ARGV: prefix of the queue's keys. */
const OLDEST = `
local oldest = 0
local function look(ids)
  for _, id in ipairs(ids) do
    local added = tonumber(redis.call('HGET', ARGV[1] .. id, 'timestamp') or 0)
    if added > 0 and (oldest == 0 or added < oldest) then oldest = added end
  end
end
look(redis.call('LRANGE', KEYS[1], 0, -1))
look(redis.call('ZRANGE', KEYS[2], 0, -1))
return oldest`;

/** Milliseconds since 1970; null when none waits. */
export async function oldestWaiting(client: ScriptClient, queue: string): Promise<number | null> {
  const prefix = `${queueKey(queue)}:`;
  const keys = [`${prefix}wait`, `${prefix}prioritized`];
  const oldest = z.number().parse(await runScript(client, OLDEST, { keys, args: [prefix] }));
  return oldest === 0 ? null : oldest;
}
