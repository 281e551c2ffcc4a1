/** One queue's BullMQ worker. */
import { type Job, type Processor, Worker } from 'bullmq';
import { decodeFailure, lockLost } from '../job-failure.ts';
import type { JobsClient } from '../queue-set.ts';
import { PREFIX } from '../stored-job.ts';
import type { JobFailure, JobRef } from '../view.ts';
import type { RunSet } from './job-run.ts';

export interface QueueWorkerOptions {
  readonly client: JobsClient;
  readonly queue: string;
  /** Of the worker, for people. */
  readonly name: string;
  readonly concurrency: number;
  /** A job whose worker was killed is given to another within this time. */
  readonly takeOverMs: number;
  readonly processor: Processor;
  readonly runs: RunSet;
  /** Told of each job that failed for good. */
  readonly onFailed: (job: JobRef, failure: JobFailure) => void;
  /** Told of each job that failed and is tried again. */
  readonly onPutOff: (job: JobRef) => void;
  readonly onProblem: (error: Error) => void;
}

/** A job that takes its worker with it so many times is not tried again. */
const MOST_DEATHS = 3;
/** Between two tries of what failed because Redis was away. */
const RECONNECT_MS = 1_000;

/** BullMQ fails jobs that cannot go on by itself, with reasons of its own; here they all reach the processor. */
class JobWorker extends Worker {
  protected override createJob(...args: Parameters<Worker['createJob']>): Job {
    const job = super.createJob(...args);
    job.deferredFailure = '';
    return job;
  }
}

export function openQueueWorker(options: QueueWorkerOptions): Worker {
  const { client, queue, name, concurrency, takeOverMs, processor, runs, onFailed, onPutOff, onProblem } = options;
  const worker = new JobWorker(queue, processor, {
    connection: client,
    prefix: PREFIX,
    name,
    concurrency,
    // A lock that is not renewed expires; at the second look after that the job is found without one.
    lockDuration: takeOverMs / 2,
    stalledInterval: takeOverMs / 4,
    maxStalledCount: MOST_DEATHS - 1,
    runRetryDelay: RECONNECT_MS,
  });
  worker.on('error', onProblem);
  worker.on('failed', (job, error) => {
    if (!job) return;
    const ref = { queue, id: job.id ?? '' };
    if (job.finishedOn === undefined) onPutOff(ref);
    else onFailed(ref, decodeFailure(error.message));
  });
  worker.on('lockRenewalFailed', (ids) => {
    for (const run of runs) if (run.job.queue === queue && ids.includes(run.job.id)) run.stop(lockLost());
  });
  return worker;
}
