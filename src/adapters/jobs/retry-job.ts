/** Begins jobs again that failed or were cancelled. */
import type { Job } from 'bullmq';
import { UserError } from '../../errors.ts';
import { childrenOf, parentOf } from './family.ts';
import type { QueueSet } from './queue-set.ts';
import { BEAT_FIELD } from './scripts/beat-jobs.ts';
import { CANCEL_FIELD } from './scripts/end-job.ts';
import type { ScriptClient } from './scripts/script-client.ts';
import { jobKey, queueKey, refOf } from './stored-job.ts';
import type { JobRef } from './view.ts';

/** What BullMQ and we keep of earlier runs: stalls, why it could not go on, what was said about it. */
const FORGOTTEN = ['stc', 'defa', 'stacktrace', BEAT_FIELD, CANCEL_FIELD] as const;

/** The whole that the job is part of begins again, with all parts that failed. */
export async function retryJob(client: ScriptClient, queues: QueueSet, job: JobRef): Promise<void> {
  if (!(await isFailed(client, job))) {
    const message = `Job ${job.id} did not fail: only a failed or cancelled job can be retried. Add a new one instead.`;
    throw new UserError('jobs.not-failed', message);
  }
  let whole = job;
  for (let parent = await parentOf(client, job); parent && (await isFailed(client, parent)); ) {
    whole = parent;
    parent = await parentOf(client, parent);
  }
  await checkParts(client, whole);
  await keepSingle(client, whole);
  await begin(client, queues, whole);
}

/** Parts first: the whole finds them waiting and waits for them. */
async function begin(client: ScriptClient, queues: QueueSet, job: JobRef): Promise<void> {
  for (const child of await childrenOf(client, job))
    if (await isFailed(client, child)) await begin(client, queues, child);
  await client.call('HDEL', jobKey(job), ...FORGOTTEN);
  const stored: Job | undefined = await queues.of(job.queue).getJob(job.id);
  await stored?.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
}

async function isFailed(client: ScriptClient, { queue, id }: JobRef): Promise<boolean> {
  return (await client.call('ZSCORE', `${queueKey(queue)}:failed`, id)) !== null;
}

/** @throws UserError when a part that failed is no longer kept: the whole would wait for it for ever. */
async function checkParts(client: ScriptClient, job: JobRef): Promise<void> {
  const keys = await client.call('ZRANGE', `${jobKey(job)}:unsuccessful`, 0, -1);
  for (const key of Array.isArray(keys) ? keys.map(String) : []) {
    if ((await client.call('EXISTS', key)) !== 1) {
      const message = `Job ${job.id} consists of jobs that are no longer kept. Add it anew.`;
      throw new UserError('jobs.parts-gone', message);
    }
    await checkParts(client, refOf(key));
  }
}

/** The same work must not run twice: what was added since keeps the place. @throws UserError `jobs.duplicate`. */
async function keepSingle(client: ScriptClient, job: JobRef): Promise<void> {
  const same = await client.call('HGET', jobKey(job), 'deid');
  if (typeof same !== 'string') return;
  const key = `${queueKey(job.queue)}:de:${same}`;
  if ((await client.call('SET', key, job.id, 'NX')) !== null) return;
  const other = String(await client.call('GET', key));
  if (other === job.id) return;
  throw new UserError(
    'jobs.duplicate',
    `Job ${other} does the same work as ${job.id} already: wait for it or cancel it.`,
  );
}
