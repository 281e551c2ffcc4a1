/** The jobs port on BullMQ. */
import { UserError } from '../../errors.ts';
import { type Added, addJobs } from './add-jobs.ts';
import { endDescendants, settleFamily } from './family.ts';
import { forgetJobs } from './forget-jobs.ts';
import { cancelled, failureOf } from './job-failure.ts';
import { toView } from './job-view.ts';
import { listJobs } from './list-jobs.ts';
import type { AddedJob, JobDefinition, Jobs } from './port.ts';
import { createQueueSet, type JobsClient, type QueueSet } from './queue-set.ts';
import { retryJob } from './retry-job.ts';
import { endJob } from './scripts/end-job.ts';
import { oldestWaiting } from './scripts/oldest-waiting.ts';
import { readJob } from './scripts/read-job.ts';
import type { ScriptClient } from './scripts/script-client.ts';
import { listWorkers } from './scripts/workers.ts';
import type { JobRef, JobView, QueueCounts } from './view.ts';
import { watchJobs } from './watch-jobs.ts';
import { startWork } from './worker/start-work.ts';

export interface BullJobsOptions {
  /** Shared; never blocked. */
  readonly client: JobsClient;
  /** Opens a connection of its own, for waiting. */
  readonly connect: (name: string) => ScriptClient & { disconnect(): void };
  /** All kinds of jobs there are. */
  readonly definitions: readonly JobDefinition[];
  /**
   * A job whose worker was killed is given to another within this time, milliseconds. A worker whose event loop hangs for
   * half of it loses its jobs. Default 30 s. Where Redis is in this process no worker dies alone: a day lets a laptop sleep.
   */
  readonly takeOverMs?: number;
}

export function createBullJobs({ client, connect, definitions, takeOverMs = 30_000 }: BullJobsOptions): Jobs {
  const queues = createQueueSet(client, definitions);
  const closing = new AbortController();

  const view = async (job: JobRef): Promise<JobView | null> => {
    const reading = await readJob(client, job);
    return reading && toView(job, reading);
  };
  const existing = async (id: string): Promise<JobRef> => {
    const found = await queues.find(id);
    if (found) return found;
    throw unknown(id);
  };
  const shown = async (job: JobRef): Promise<JobView> => {
    const found = await view(job);
    if (found) return found;
    throw unknown(job.id);
  };
  const outcomeOf = async ({ ref, isNew }: Added): Promise<AddedJob> => ({ job: await shown(ref), isNew });

  return {
    add: async (definition, payload, options = {}) =>
      outcomeOf(await addJobs(queues, { definition, payload }, options)),
    addFlow: async (root, options = {}) => outcomeOf(await addJobs(queues, root, options)),
    async get(id) {
      const found = await queues.find(id);
      return found && view(found);
    },
    list: (options) => listJobs(queues, { ...options, view }),
    async cancel(id, by) {
      const job = await existing(id);
      const failure = failureOf(cancelled(by));
      const outcome = await endJob(client, job, { failure, stopRunning: true });
      if (outcome === 'over' || outcome === 'missing') return 'ended';
      await endDescendants(client, job, { failure, stopRunning: true });
      if (outcome === 'running') return 'stopping';
      await settleFamily(client, job, failure);
      return 'cancelled';
    },
    async retry(id) {
      const job = await existing(id);
      await retryJob(client, queues, job);
      return shown(job);
    },
    forget: (isMeant) => forgetJobs({ client, queues, isMeant }),
    pause: (queue) => queues.of(queue).pause(),
    resume: (queue) => queues.of(queue).resume(),
    counts: (queue) => countJobs(client, queues, queue),
    workers: (queue) => listWorkers(client, queues.of(queue).name),
    watch: (signal) =>
      watchJobs({
        client,
        connect: () => connect('jobs-watch'),
        queues: queues.names,
        signal: AbortSignal.any([signal, closing.signal]),
      }),
    work: (options) => startWork({ client, queues, takeOverMs }, options),
    async close() {
      closing.abort();
      await queues.close();
    },
  };
}

async function countJobs(client: ScriptClient, queues: QueueSet, name: string): Promise<QueueCounts> {
  const queue = queues.of(name);
  const counts = await queue.getJobCounts(
    ...(['wait', 'prioritized', 'delayed', 'waiting-children', 'active', 'completed', 'failed'] as const),
  );
  const count = (place: string): number => counts[place] ?? 0;
  return {
    waiting: count('wait') + count('prioritized'),
    retrying: count('delayed'),
    waitingForJobs: count('waiting-children'),
    running: count('active'),
    done: count('completed'),
    failed: count('failed'),
    isPaused: await queue.isPaused(),
    oldestWaitingSince: await oldestWaiting(client, name),
  };
}

function unknown(id: string): UserError {
  return new UserError(
    'jobs.unknown',
    `There is no job ${id}: it never was, or ended so long ago that it is forgotten.`,
  );
}
