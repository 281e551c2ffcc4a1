/**
 * Jobs that are part of others.
 *
 * One that fails for good takes with it the jobs it is part of, and then the parts of those that nobody needs any more. The
 * first half is BullMQ's for running jobs (a parent is moved to its queue to be failed by a worker) and `end-job`'s for
 * others. Here is the second half, and what makes the first one visible at once if no worker is free.
 */
import { CANCELLED, decodeFailure } from './job-failure.ts';
import { CANCEL_FIELD, type Ending, endJob } from './scripts/end-job.ts';
import { readJob } from './scripts/read-job.ts';
import type { ScriptClient } from './scripts/script-client.ts';
import { jobKey, refOf, storedData } from './stored-job.ts';
import type { JobFailure, JobRef } from './view.ts';

/** The jobs it consists of; none when it is gone. */
export async function childrenOf(client: ScriptClient, job: JobRef): Promise<readonly JobRef[]> {
  const data = await client.call('HGET', jobKey(job), 'data');
  return typeof data === 'string' ? storedData.parse(JSON.parse(data)).children : [];
}

/** The job it is part of; null when it is part of none. */
export async function parentOf(client: ScriptClient, job: JobRef): Promise<JobRef | null> {
  const key = await client.call('HGET', jobKey(job), 'parentKey');
  return typeof key === 'string' && key !== '' ? refOf(key) : null;
}

/** Ends whatever it consists of, all the way down. */
export async function endDescendants(client: ScriptClient, job: JobRef, ending: Ending): Promise<void> {
  for (const child of await childrenOf(client, job)) {
    await endJob(client, child, ending);
    await endDescendants(client, child, ending);
  }
}

/** What follows from a job that has ended without success: for those it is part of, and for those it consists of. */
export async function settleFamily(client: ScriptClient, job: JobRef, failure: JobFailure): Promise<void> {
  const message = `Not needed any more, because another job failed: ${failure.message}`;
  const unneeded: JobFailure = { code: CANCELLED, message, retryable: false };
  const isCancelled = failure.code === CANCELLED;
  await endDescendants(client, job, { failure: isCancelled ? failure : unneeded, stopRunning: isCancelled });
  for (let parent = await parentOf(client, job); parent; parent = await parentOf(client, parent)) {
    const outcome = await endJob(client, parent, { failure, stopRunning: false });
    // One that runs is on its way to find out by itself.
    if (outcome !== 'ended' && outcome !== 'over') return;
    await endDescendants(client, parent, { failure: unneeded, stopRunning: false });
  }
}

/** Why a job is to stop; null when it may go on. */
export async function cancellationOf(client: ScriptClient, job: JobRef): Promise<JobFailure | null> {
  const mark = await client.call('HGET', jobKey(job), CANCEL_FIELD);
  return typeof mark === 'string' ? decodeFailure(mark) : null;
}

/**
 * For a job that has just ceased to run and waits for something: a cancellation that came before found it running, and nobody
 * would read its mark until it runs again.
 */
export async function endIfCancelled(client: ScriptClient, job: JobRef): Promise<void> {
  const failure = await cancellationOf(client, job);
  if (!failure) return;
  await endJob(client, job, { failure, stopRunning: true });
  await endDescendants(client, job, { failure, stopRunning: true });
}

/** Why a job cannot go on: the failure of one of its parts. Null when none failed. */
export async function failedPart(client: ScriptClient, job: JobRef): Promise<JobFailure | null> {
  const keys = await client.call('ZRANGE', `${jobKey(job)}:unsuccessful`, 0, 0);
  const key: unknown = Array.isArray(keys) ? keys[0] : undefined;
  if (typeof key !== 'string') return null;
  const reason = (await readJob(client, refOf(key)))?.fields.get('failedReason');
  if (reason !== undefined) return decodeFailure(reason);
  return { code: 'jobs.part-failed', message: 'A job it consists of failed and is no longer kept.', retryable: false };
}
