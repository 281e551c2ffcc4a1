/** Queues, workers and listeners of one test, closed when it ends. For test files only. */
import { randomUUID } from 'node:crypto';
import {
  FlowProducer,
  type Job,
  type Processor,
  Queue,
  QueueEvents,
  type QueueOptions,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import type { Redis } from 'ioredis';

/** What the names of such queues begin with. */
export const CLOCKED = 'clocked-';

interface Closable {
  close(): Promise<unknown>;
}

export interface JobLab {
  readonly client: Redis;
  /** With a name that nobody else has. */
  queue(options?: Partial<QueueOptions>): Queue;
  /**
   * For what hangs on the millisecond in which a key expires: two servers that get the same commands need not agree.
   */
  clockedQueue(): Queue;
  worker(queue: Queue, processor: string | Processor, options?: Partial<WorkerOptions>): Worker;
  /** Listens from the moment it resolves. */
  events(queue: Queue): Promise<QueueEvents>;
  flows(): FlowProducer;
  /** Closes what was made: workers before queues, and all that a test forgot to wait for with force. */
  close(): Promise<void>;
}

export function openJobLab(client: Redis): JobLab {
  const opened: Closable[] = [];
  const keep = <Thing extends Closable>(thing: Thing): Thing => {
    opened.push(thing);
    return thing;
  };
  return {
    client,
    queue: (options) => keep(new Queue(`queue-${randomUUID()}`, { connection: client, ...options })),
    clockedQueue: () => keep(new Queue(`${CLOCKED}${randomUUID()}`, { connection: client })),
    worker: (queue, processor, options) =>
      keep(new Worker(queue.name, processor as Processor, { connection: client, ...options })),
    async events(queue) {
      const events = keep(new QueueEvents(queue.name, { connection: client }));
      await events.waitUntilReady();
      return events;
    },
    flows: () => keep(new FlowProducer({ connection: client })),
    async close() {
      for (const thing of opened.splice(0).reverse()) await thing.close();
    },
  };
}

/** Resolves with the job when the worker has completed so many. */
export function completed(worker: Worker, count = 1): Promise<Job[]> {
  return collect(worker, 'completed', count);
}

/** Resolves with the jobs when the worker has failed so many. */
export function failed(worker: Worker, count = 1): Promise<Job[]> {
  return collect(worker, 'failed', count);
}

function collect(worker: Worker, event: 'completed' | 'failed', count: number): Promise<Job[]> {
  return new Promise((resolve) => {
    const jobs: Job[] = [];
    const add = (job: Job | undefined) => {
      if (job) jobs.push(job);
      if (jobs.length < count) return;
      worker.off(event, add as never);
      resolve(jobs);
    };
    worker.on(event, add as never);
  });
}

/** A promise that somebody else fulfils: what a processor waits for. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

export function gate(): Gate {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
