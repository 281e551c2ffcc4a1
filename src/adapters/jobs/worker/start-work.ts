/** Runs handlers: a BullMQ worker per queue, one pulse for all. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { UserError } from '../../../errors.ts';
import { endIfCancelled, settleFamily } from '../family.ts';
import type { JobHandler, Work, WorkOptions } from '../port.ts';
import type { JobsClient, QueueSet } from '../queue-set.ts';
import type { JobFailure, JobRef } from '../view.ts';
import { createRunSet, type RunSet } from './job-run.ts';
import { createProcessor, SHUTTING_DOWN } from './process-job.ts';
import { startPulse } from './pulse.ts';
import { openQueueWorker } from './queue-worker.ts';

export interface WorkSetting {
  readonly client: JobsClient;
  readonly queues: QueueSet;
  /** A job whose worker was killed is given to another within this time. */
  readonly takeOverMs: number;
}

/** How long a handler may take to stop when it is told to. */
const STOPPING_MS = 5_000;

export async function startWork({ client, queues, takeOverMs }: WorkSetting, options: WorkOptions): Promise<Work> {
  const handlers = checkedHandlers(queues, options);
  const { name = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`, onProblem = () => {} } = options;
  const runs = createRunSet();
  const settling = new Set<Promise<void>>();
  const since = Date.now();
  const served = Object.entries(options.queues).map(([queue, concurrency]) => ({ queue, concurrency, name, since }));
  const pulse = await startPulse({ client, runs, served, onProblem });
  const processor = createProcessor({ client, queues, handlers, runs });
  const settle = (outcome: Promise<void>): void => {
    const settled: Promise<void> = outcome.catch(onProblem).finally(() => settling.delete(settled));
    settling.add(settled);
  };
  const onFailed = (job: JobRef, failure: JobFailure) => settle(settleFamily(client, job, failure));
  const onPutOff = (job: JobRef) => settle(endIfCancelled(client, job));
  const shared = { client, name, takeOverMs, processor, runs, onFailed, onPutOff, onProblem };
  const workers = served.map(({ queue, concurrency }) => openQueueWorker({ ...shared, queue, concurrency }));
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));

  const end = async (): Promise<void> => {
    const closed = Promise.all(workers.map((worker) => worker.close()));
    await pulse.withdraw();
    await closed;
    pulse.stop();
    await Promise.all(settling);
  };
  return { name, close: closing({ end, runs, onProblem }) };
}

interface Ending {
  /** Takes no more jobs, and ends when those that run have ended. */
  readonly end: () => Promise<void>;
  readonly runs: RunSet;
  readonly onProblem: (error: Error) => void;
}

function closing({ end, runs, onProblem }: Ending): Work['close'] {
  let closed: Promise<void> | null = null;
  return async ({ graceMs }) => {
    closed ??= end();
    const stop = setTimeout(() => runs.stopAll(shuttingDown()), graceMs);
    const abandon = setTimeout(() => runs.abandonAll(shuttingDown()), graceMs + STOPPING_MS);
    const outcome = await Promise.race([closed, after(graceMs + 2 * STOPPING_MS)]);
    clearTimeout(stop);
    clearTimeout(abandon);
    if (outcome !== 'too late') return;
    // ioredis does not say that a connection ended while it tried to connect again: this would wait for ever.
    closed = Promise.resolve();
    onProblem(notGivenBack());
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
