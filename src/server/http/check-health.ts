/** Asks every part for a sign of life, for real and at the same time. */

import type { Health } from '../contract/health.ts';
import type { Parts } from '../open-parts.ts';

/** A part that answers no sooner is as good as down for who waits. */
const TIMEOUT_MS = 3_000;

export async function checkHealth(
  parts: Pick<Parts, 'redis' | 'database' | 'blobs' | 'jobs' | 'version'>,
): Promise<Health> {
  const { redis, database, blobs, jobs, version } = parts;
  const [redisFault, storageFault, databaseFault] = await Promise.all([
    faultOf(redis.check(TIMEOUT_MS)),
    faultOf(blobs.list('', { pageSize: 1, signal: AbortSignal.timeout(TIMEOUT_MS) })),
    faultOf(database.check()),
  ]);
  const details: Record<string, string> = {};
  for (const [part, fault] of [
    ['redis', redisFault],
    ['storage', storageFault],
    ['db', databaseFault],
  ] as const) {
    if (fault !== null) details[part] = fault;
  }
  const isWell = Object.keys(details).length === 0;
  for (const { code, message } of redis.warnings) details[code] = message;
  if (redisFault === null) {
    const serving = await jobs.workers('analysis').catch(() => []);
    if (serving.length === 0)
      details['workers'] = 'No worker serves the queue "analysis": runs wait until one is started.';
  }
  const state = (fault: string | null) => (fault === null ? 'ok' : 'failing');
  return {
    status: isWell ? 'ok' : 'failing',
    version,
    redis: state(redisFault),
    storage: state(storageFault),
    db: state(databaseFault),
    ...(Object.keys(details).length > 0 && { details }),
  };
}

/** What is wrong, null when nothing is. */
async function faultOf(question: Promise<unknown>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
  });
  try {
    await Promise.race([question, late]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}
