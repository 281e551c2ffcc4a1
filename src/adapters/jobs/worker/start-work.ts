/** Runs handlers: a BullMQ worker per queue, one pulse for all. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Job, Worker } from 'bullmq';
import { UserError } from '../../../errors.ts';
import { settleFamily } from '../family.ts';
import { decodeFailure } from '../job-failure.ts';
import type { JobHandler, Work, WorkOptions } from '../port.ts';
import type { JobsClient, QueueSet } from '../queue-set.ts';
import { PREFIX } from '../stored-job.ts';
import { createRunSet } from './job-run.ts';
import { createProcessor, SHUTTING_DOWN } from './process-job.ts';
import { startPulse } from './pulse.ts';

export interface WorkSetting {
  readonly client: JobsClient;
  readonly queues: QueueSet;
  /** A job whose worker was killed is given to another within this time. */
  readonly takeOverMs: number;
}

/** A job that takes its worker with it so many times is not tried again. */
const MOST_DEATHS = 3;
/** Between two tries of what failed because Redis was away. */
const RECONNECT_MS = 1_000;
/** How long a handler may take to stop when it is told to. */
const STOPPING_MS = 5_000;

/** BullMQ fails jobs that cannot go on by itself, with reasons of its own; here they all reach the processor. */
class JobWorker extends Worker {
  protected override createJob(...args: Parameters<Worker['createJob']>): Job {
    const job = super.createJob(...args);
    job.deferredFailure = '';
    return job;
  }
}

export async function startWork({ client, queues, takeOverMs }: WorkSetting, options: WorkOptions): Promise<Work> {
  const handlers = checkedHandlers(queues, options);
  const { name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`, onProblem = () => {} } = options;
  const runs = createRunSet();
  const settling = new Set<Promise<void>>();
  const since = Date.now();
  const served = Object.entries(options.queues).map(([queue, concurrency]) => ({ queue, concurrency, name, since }));
  const pulse = await startPulse({ client, runs, served, onProblem });
  const processor = createProcessor({ client, queues, handlers, runs });
  const settle = (job: Job, error: Error): void => {
    const ref = { queue: job.queueName, id: job.id ?? '' };
    const settled: Promise<void> = settleFamily(client, ref, decodeFailure(error.message))
      .catch(onProblem)
      .finally(() => settling.delete(settled));
    settling.add(settled);
  };
  const workers = served.map(({ queue, concurrency }) => {
    const worker = new JobWorker(queue, processor, {
      connection: client,
      prefix: PREFIX,
      name,
      concurrency,
      // Found missing at the second look after it expired.
      lockDuration: takeOverMs / 2,
      stalledInterval: takeOverMs / 4,
      maxStalledCount: MOST_DEATHS - 1,
      runRetryDelay: RECONNECT_MS,
    });
    worker.on('error', onProblem);
    worker.on('failed', (job, error) => {
      if (job?.finishedOn !== undefined) settle(job, error);
    });
    worker.on('lockRenewalFailed', (ids) => {
      for (const run of runs) if (run.job.queue === queue && ids.includes(run.job.id)) run.stop(lockLost());
    });
    return worker;
  });
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));

  let closing: Promise<void> | null = null;
  const closeAll = async (): Promise<void> => {
    const closed = Promise.all(workers.map((worker) => worker.close()));
    await pulse.withdraw();
    await closed;
    pulse.stop();
    await Promise.all(settling);
  };
  return {
    name,
    async close({ graceMs }) {
      closing ??= closeAll();
      const ended = closing;
      const stop = setTimeout(() => runs.stopAll(shuttingDown()), graceMs);
      const abandon = setTimeout(() => runs.abandonAll(shuttingDown()), graceMs + STOPPING_MS);
      const gone = await Promise.race([ended, after(graceMs + 2 * STOPPING_MS)]);
      clearTimeout(stop);
      clearTimeout(abandon);
      if (gone !== 'too late') return;
      // ioredis does not say that a connection ended while it tried to connect again: this would wait for ever.
      closing = Promise.resolve();
      onProblem(notGivenBack());
    },
  };
}

function checkedHandlers(queues: QueueSet, { handlers, queues: served }: WorkOptions): Map<string, JobHandler> {
  for (const queue of Object.keys(served)) queues.of(queue);
  const byName = new Map<string, JobHandler>();
  for (const handler of handlers) {
    const { name } = handler.definition;
    if (byName.has(name)) {
      const message = `Two handlers were given for ${name}. This is a mistake in the program: leave one out.`;
      throw new UserError('jobs.handler-duplicate', message);
    }
    byName.set(name, handler);
  }
  const missing = queues.definitions.filter(({ name, queue }) => queue in served && !byName.has(name));
  if (missing.length === 0) return byName;
  const names = missing.map(({ name, queue }) => `${name} in ${queue}`).join(', ');
  throw new UserError('jobs.handler-missing', `No handler was given for ${names}: add it, or do not serve the queue.`);
}

function lockLost(): UserError {
  const message = 'This worker was out of touch for so long that another may have taken the job over.';
  return new UserError('jobs.lock-lost', message, { retryable: true });
}

function after(ms: number): Promise<'too late'> {
  return new Promise((resolve) => setTimeout(() => resolve('too late'), ms).unref());
}

/** Other workers take over what this one could not give back. */
function notGivenBack(): UserError {
  const message = 'Redis did not answer while the worker closed: its jobs begin again when it is presumed dead.';
  return new UserError('jobs.not-given-back', message, { retryable: true });
}

function shuttingDown(): UserError {
  return new UserError(SHUTTING_DOWN, 'The worker shuts down; the job goes back to its queue.', { retryable: true });
}
