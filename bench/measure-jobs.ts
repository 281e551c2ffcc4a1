/** How fast jobs go through a Redis, and how long the event loop is kept from others meanwhile. */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import type { RedisConnection } from '../src/adapters/redis/port.ts';

export interface JobMeasurement {
  readonly kind: RedisConnection['kind'];
  /** Added one after the other, each when the one before is stored. */
  readonly addedPerSecond: number;
  /** From the first added to the last completed, added all at a time. */
  readonly completedPerSecond: number;
  /** Middle time from adding a job to an idle queue until it is completed. */
  readonly latencyMs: number;
  /** While jobs are completed: how late a timer is, at worst and for 99 of 100. */
  readonly delayMs: { readonly p99: number; readonly max: number };
  /** Processor time of an idle worker per second. */
  readonly idleCpuMsPerSecond: number;
}

export interface JobMeasurementOptions {
  readonly jobs: number;
  readonly idleSeconds: number;
}

const CONCURRENCY = 10;
const LATENCY_JOBS = 50;
const WARM_UP_JOBS = 50;
/** The event loop's delay is read so often; node counts it from there. */
const RESOLUTION_MS = 1;

export async function measureJobs(
  redis: RedisConnection,
  { jobs, idleSeconds }: JobMeasurementOptions,
): Promise<JobMeasurement> {
  await redis.client.flushall();
  const queue = new Queue('bench', {
    connection: redis.client,
    defaultJobOptions: { removeOnComplete: true },
  });
  await queue.waitUntilReady();
  // What is loaded and compiled at first use is not what is asked for.
  await addAtOnce(queue, WARM_UP_JOBS);
  await queue.obliterate();
  const addedPerSecond = await timeAdding(queue, jobs);
  await queue.obliterate();
  const worker = new Worker(queue.name, () => Promise.resolve(), {
    connection: redis.client,
    concurrency: CONCURRENCY,
  });
  await worker.waitUntilReady();
  await complete(worker, WARM_UP_JOBS, () => addAtOnce(queue, WARM_UP_JOBS));
  const latencyMs = await timeLatency(queue, worker);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const start = performance.now();
  delay.enable();
  await complete(worker, jobs, () => addAtOnce(queue, jobs));
  delay.disable();
  const completedPerSecond = (jobs / (performance.now() - start)) * 1000;
  const idleCpuMsPerSecond = await measureIdleCpu(idleSeconds);
  await worker.close();
  await queue.close();
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return {
    kind: redis.kind,
    addedPerSecond,
    completedPerSecond,
    latencyMs,
    delayMs: { p99: late(delay.percentile(99)), max: late(delay.max) },
    idleCpuMsPerSecond,
  };
}

async function timeAdding(queue: Queue, jobs: number): Promise<number> {
  const start = performance.now();
  for (let n = 0; n < jobs; n++) await queue.add('job', { n });
  return (jobs / (performance.now() - start)) * 1000;
}

async function addAtOnce(queue: Queue, jobs: number): Promise<void> {
  await Promise.all(Array.from({ length: jobs }, (_, n) => queue.add('job', { n })));
}

/** Resolves when the worker has completed so many of what `add` adds. */
async function complete(worker: Worker, jobs: number, add: () => Promise<unknown>): Promise<void> {
  const done = new Promise<void>((resolve) => {
    let left = jobs;
    const count = () => {
      if (--left > 0) return;
      worker.off('completed', count);
      resolve();
    };
    worker.on('completed', count);
  });
  await Promise.all([add(), done]);
}

async function timeLatency(queue: Queue, worker: Worker): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < LATENCY_JOBS; n++) {
    const start = performance.now();
    await complete(worker, 1, () => queue.add('job', { n }));
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[LATENCY_JOBS >> 1]!;
}

async function measureIdleCpu(seconds: number): Promise<number> {
  const before = process.cpuUsage();
  await wait(seconds * 1000);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / seconds;
}
