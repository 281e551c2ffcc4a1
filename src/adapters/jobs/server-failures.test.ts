/** What only happens between processes: killed workers, a Redis that goes away, lost connections. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RedisServerProcess, startRedisServer } from '../../../fixtures/servers/redis-server.ts';
import type { RedisConnection } from '../redis/port.ts';
import { describeWithRedisServer } from '../redis/real-redis.test-support.ts';
import { openServerRedis } from '../redis/server-redis.ts';
import { createBullJobs } from './bull-jobs.ts';
import { gate, type JobLab, openJobLab, TAKE_OVER_MS } from './job-lab.test-support.ts';
import { DEFINITIONS, ECHO, untilStopped } from './sample-jobs.test-support.ts';

const WORKER = fileURLToPath(new URL('./worker-process.test-support.ts', import.meta.url));
/** A worker that takes its time on a busy machine is no failure; that nobody takes over is one. */
const SLACK_MS = 1_500;

describeWithRedisServer('jobs on a Redis server, when something breaks', () => {
  let folder: string;
  let server: RedisServerProcess;
  let redis: RedisConnection;
  let lab: JobLab;
  const children: ChildProcess[] = [];
  const settings = () => ({ dir: folder, appendonly: 'yes', appendfsync: 'everysec' });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jobs-'));
    server = await startRedisServer({ settings: settings() });
    redis = await openServerRedis({ url: server.url });
    lab = openLab(TAKE_OVER_MS);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await lab.close();
    await redis.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function openLab(takeOverMs: number): JobLab {
    const { client, connect } = redis;
    return openJobLab({
      open: (definitions = DEFINITIONS) => createBullJobs({ client, connect, definitions, takeOverMs }),
      connections: () => Promise.resolve(0),
      close: () => Promise.resolve(),
    });
  }

  /** Starts a worker that never ends a job, and kills it when it has begun one. */
  async function killedWhileWorking(): Promise<number> {
    const child = spawn(process.execPath, ['--import', 'tsx', WORKER, server.url, String(TAKE_OVER_MS)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    await once(child.stdout!, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    return performance.now();
  }

  it('a job of a killed worker is taken over in time, and it is no try', async () => {
    const { job } = await lab.jobs.add(ECHO, { n: 1 });
    const killedAt = await killedWhileWorking();
    let begunAt = 0;
    await lab.work({
      echo: (_, { attempt }) => {
        begunAt = performance.now();
        return Promise.resolve({ n: attempt });
      },
    });
    expect((await lab.reach(job.id, 'done')).result).toEqual({ n: 1 });
    expect(begunAt - killedAt).toBeLessThan(TAKE_OVER_MS + SLACK_MS);
  });

  it('a job that takes three workers with it is given up, with the reason, until somebody retries it', async () => {
    const { job } = await lab.jobs.add(ECHO, { n: 1 });
    for (let deaths = 0; deaths < 3; deaths++) await killedWhileWorking();
    let calls = 0;
    await lab.work({ echo: ({ n }) => Promise.resolve({ n: n + calls++ }) });
    expect((await lab.reach(job.id, 'failed')).failure).toMatchObject({ code: 'jobs.worker-died', retryable: true });
    expect(calls).toBe(0);
    await lab.jobs.retry(job.id);
    expect((await lab.reach(job.id, 'done')).result).toEqual({ n: 1 });
  });

  it('a job goes on while Redis is restarted, and is done once; who watches misses nothing', async () => {
    await lab.close();
    lab = openLab(30_000);
    const changes = await lab.jobs.watch(new AbortController().signal);
    const done: string[] = [];
    const watching = (async () => {
      for await (const { type, id } of changes) if (type === 'done' && done.push(id) === 2) break;
    })();
    const [begun, mayEnd] = [gate(), gate()];
    let calls = 0;
    await lab.work({
      echo: async ({ n }, { report }) => {
        calls++;
        begun.open();
        await mayEnd.opened;
        report({ after: 'restart' });
        return { n };
      },
    });
    const [job, next] = [await lab.jobs.add(ECHO, { n: 1 }), await lab.jobs.add(ECHO, { n: 2 })];
    await begun.opened;
    await server.stop();
    server = await startRedisServer({ settings: settings(), port: server.port });
    mayEnd.open();
    expect((await lab.reach(job.job.id, 'done')).result).toEqual({ n: 1 });
    await lab.reach(next.job.id, 'done');
    expect(calls).toBe(2);
    await watching;
    expect(done).toEqual([job.job.id, next.job.id]);
    expect(await lab.jobs.counts('singles')).toMatchObject({ done: 2, failed: 0, waiting: 0, running: 0 });
  });

  it('a worker that lost a job stops, what it would have said does not count, and only then the job begins again', async () => {
    const [begun, mayEnd] = [gate(), gate()];
    const reasons: unknown[] = [];
    const problems: string[] = [];
    let calls = 0;
    await lab.work(
      {
        echo: async (_, { signal }) => {
          if (++calls > 1) return { n: 2 };
          begun.open();
          await untilStopped(signal).catch((reason: unknown) => reasons.push(reason));
          await mayEnd.opened;
          return { n: 1 };
        },
      },
      { queues: { singles: 2 }, onProblem: (error) => problems.push(error.message) },
    );
    const { job } = await lab.jobs.add(ECHO, { n: 1 });
    await begun.opened;
    // As if it had been out of touch until its lock expired.
    await redis.client.del(`screenalytics:jobs:singles:${job.id}:lock`);
    expect((await lab.reach(job.id, 'waiting')).why).toMatchObject({
      kind: 'retry',
      after: { code: 'jobs.lock-lost' },
    });
    expect(reasons).toMatchObject([{ code: 'jobs.lock-lost' }]);
    expect(calls).toBe(1);
    mayEnd.open();
    expect((await lab.reach(job.id, 'done')).result).toEqual({ n: 2 });
    expect(problems.join()).toMatch(/lock/);
    expect(await lab.jobs.counts('singles')).toMatchObject({ done: 1, failed: 0, waiting: 0, running: 0 });
  });

  it('a cancellation reaches a worker whose connections are cut at this moment', async () => {
    const begun = gate();
    let stoppedAt = 0;
    await lab.work({
      echo: async (_, { signal }) => {
        begun.open();
        try {
          return await untilStopped(signal);
        } finally {
          stoppedAt = performance.now();
        }
      },
    });
    const { job } = await lab.jobs.add(ECHO, { n: 1 });
    await begun.opened;
    const other = await openServerRedis({ url: server.url });
    const jobs = createBullJobs({ client: other.client, connect: other.connect, definitions: DEFINITIONS });
    await other.client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    const start = performance.now();
    expect(await jobs.cancel(job.id)).toBe('stopping');
    await lab.reach(job.id, 'cancelled');
    expect(stoppedAt - start).toBeLessThan(1_000);
    await jobs.close();
    await other.close();
  });

  it('a worker closes also when Redis is away, and another begins its job when it is back', async () => {
    const begun = gate();
    const problems: unknown[] = [];
    const worker = await lab.work(
      {
        echo: (_, { signal }) => {
          begun.open();
          return untilStopped(signal);
        },
      },
      { onProblem: (error) => problems.push(error) },
    );
    const { job } = await lab.jobs.add(ECHO, { n: 1 });
    await begun.opened;
    await server.stop();
    await worker.close({ graceMs: 0 });
    expect(problems).toContainEqual(expect.objectContaining({ code: 'jobs.not-given-back' }));
    server = await startRedisServer({ settings: settings(), port: server.port });
    await lab.work();
    expect((await lab.reach(job.id, 'done')).result).toEqual({ n: 1 });
  });
});
