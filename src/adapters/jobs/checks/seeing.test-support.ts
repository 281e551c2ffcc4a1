/** What is seen of jobs, queues and workers. For test files only. */
import { expect, it } from 'vitest';
import { UserError } from '../../../errors.ts';
import { gate, type JobLab } from '../job-lab.test-support.ts';
import type { JobView } from '../port.ts';
import { ECHO, PART, WHOLE } from '../sample-jobs.test-support.ts';

export function checkSeeing(lab: () => JobLab): void {
  it('says what a job waits for', async () => {
    const { jobs, work } = lab();
    const why = async (id: string) => {
      const job = await jobs.get(id);
      return job?.state === 'waiting' ? job.why : job;
    };
    const first = (await jobs.add(ECHO, { n: 1 })).job.id;
    expect(await why(first)).toMatchObject({ kind: 'no-worker', text: 'no worker serves this queue' });
    await jobs.pause('singles');
    expect(await why(first)).toMatchObject({ kind: 'paused', text: 'queue paused' });
    const later = (await jobs.add(ECHO, { n: 2 }, { priority: 4 })).job.id;
    const [begun, mayEnd] = [gate(), gate()];
    await work({
      echo: async ({ n }) => {
        begun.open();
        await mayEnd.opened;
        return { n };
      },
    });
    const others = [(await jobs.add(ECHO, { n: 3 })).job.id, (await jobs.add(ECHO, { n: 4 })).job.id];
    await jobs.resume('singles');
    await begun.opened;
    expect(await why(others[0]!)).toMatchObject({ kind: 'turn', ahead: 0, text: 'next, when a worker is free' });
    expect(await why(others[1]!)).toMatchObject({ ahead: 1, text: 'behind 1 other' });
    expect(await why(later)).toMatchObject({ ahead: 2, text: 'behind 2 others' });
    mayEnd.open();
  });

  it('forgets ended jobs that are meant, and none that is still of use', async () => {
    const { jobs, work, reach } = lab();
    const ids = [];
    for (const n of [1, 2, 3]) ids.push((await jobs.add(ECHO, { n })).job.id);
    expect(await jobs.forget(() => true)).toBe(0);
    await work({ echo: ({ n }) => (n === 3 ? Promise.reject(new Error('no')) : Promise.resolve({ n })) });
    for (const id of ids.slice(0, 2)) await reach(id, 'done');
    await reach(ids[2]!, 'failed');
    expect(await jobs.forget(({ payload }, kept) => (payload as { n: number }).n > 1 && kept.includes('"n"'))).toBe(2);
    expect(await Promise.all(ids.map(async (id) => (await jobs.get(id))?.state ?? null))).toEqual(['done', null, null]);
    expect(await jobs.counts('singles')).toMatchObject({ done: 1, failed: 0 });
  });

  it('says when a job is tried again, and after what', async () => {
    const { jobs, work, reach } = lab();
    const [failed, goOn] = [gate(), gate()];
    const slow = { ...ECHO, retry: { attempts: 2, delayMs: 3_600_000, growth: 'constant' } } as const;
    await work({
      echo: () => {
        failed.open();
        return Promise.reject(new UserError('test.busy', 'The disk is full. Make room.', { retryable: true }));
      },
    });
    const before = Date.now();
    const { job } = await jobs.add(slow, { n: 1 });
    await failed.opened;
    const { why } = await reach(job.id, 'waiting');
    if (why.kind !== 'retry') throw new Error(why.kind);
    expect(why.at).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(why.at).toBeLessThanOrEqual(Date.now() + 3_600_000);
    expect(why.after.message).toBe('The disk is full. Make room.');
    expect(why.text).toBe(`retry at ${new Date(why.at).toISOString()} after: The disk is full. Make room.`);
    expect(await jobs.counts('singles')).toMatchObject({ retrying: 1, failed: 0 });
    goOn.open();
  });

  it('says how far a running job is, and that it lives', async () => {
    const { jobs, work, reach } = lab();
    const mayEnd = gate();
    const { name } = await work({
      echo: async ({ n }, { report }) => {
        for (let frames = 0; frames <= 1_000; frames++) report({ frames });
        await mayEnd.opened;
        return { n };
      },
    });
    const { job } = await jobs.add(ECHO, { n: 1 });
    const first = await reach(job.id, 'running');
    expect(first).toMatchObject({ attempt: 1, worker: name, isStopping: false });
    const running = async () => (await jobs.get(job.id)) as Extract<JobView, { state: 'running' }>;
    await expect.poll(async () => (await running()).progress).toEqual({ frames: 1_000 });
    await expect
      .poll(async () => (await running()).heartbeat, { timeout: 10_000 })
      .toBeGreaterThan(first.heartbeat + 1_000);
    mayEnd.open();
    await reach(job.id, 'done');
  });

  it('tells of every change to who watches', async () => {
    const { jobs, work, other } = lab();
    const end = new AbortController();
    const changes = await other().watch(end.signal);
    await work({
      echo: async ({ n }, { report }) => {
        report({ half: true });
        await Promise.resolve();
        if (n === 2) throw new UserError('video.empty', 'No frames.');
        return { n };
      },
    });
    for (const n of [1, 2]) await jobs.add(ECHO, { n }, { id: `job-${n}` });
    await jobs.pause('parts');
    await jobs.add(PART, { n: 3 }, { id: 'job-3' });
    await jobs.cancel('job-3', 'ana');
    const seen = new Map<string, string[]>();
    let over = 0;
    for await (const change of changes) {
      seen.set(change.id, [...(seen.get(change.id) ?? []), change.type]);
      if (change.type === 'failed')
        expect(change.failure).toMatchObject({ code: 'video.empty', message: 'No frames.' });
      if (change.type === 'progress') expect(change.progress).toEqual({ half: true });
      if (['done', 'failed', 'cancelled'].includes(change.type) && ++over === 3) break;
    }
    expect(Object.fromEntries(seen)).toEqual({
      'job-1': ['waiting', 'running', 'progress', 'done'],
      'job-2': ['waiting', 'running', 'progress', 'failed'],
      'job-3': ['waiting', 'cancelled'],
    });
    end.abort();
  });

  it('ends watching with the signal', async () => {
    const { jobs } = lab();
    const end = new AbortController();
    const next = (await jobs.watch(end.signal))[Symbol.asyncIterator]().next();
    end.abort();
    expect(await next).toMatchObject({ done: true });
  });

  it('counts the jobs of a queue, and knows since when the oldest waits', async () => {
    const { jobs, work, reach } = lab();
    expect(await jobs.counts('singles')).toMatchObject({ waiting: 0, oldestWaitingSince: null, isPaused: false });
    const oldest = await jobs.add(ECHO, { n: 1 }, { priority: 9 });
    for (const n of [2, 3]) await jobs.add(ECHO, { n });
    await jobs.pause('singles');
    await jobs.addFlow({
      definition: WHOLE,
      payload: { parts: [] },
      children: [{ definition: ECHO, payload: { n: 4 } }],
    });
    expect(await jobs.counts('singles')).toMatchObject({
      waiting: 4,
      oldestWaitingSince: oldest.job.addedAt,
      isPaused: true,
    });
    expect(await jobs.counts('wholes')).toMatchObject({ waiting: 0, waitingForJobs: 1 });
    await work();
    await jobs.resume('singles');
    await reach(oldest.job.id, 'done');
    expect(await jobs.counts('singles')).toMatchObject({ waiting: 0, done: 4, running: 0, failed: 0, isPaused: false });
    await expect(jobs.counts('nowhere')).rejects.toMatchObject({ code: 'jobs.unknown-queue' });
  });

  it('lists jobs by state, the latest first, page by page', async () => {
    const { jobs, work, reach } = lab();
    const waiting = (await jobs.add(PART, { n: 0 })).job.id;
    const gone = (await jobs.add(PART, { n: 1 })).job.id;
    await jobs.cancel(gone);
    await work({}, { queues: { singles: 1 } });
    const done: string[] = [];
    for (const n of [1, 2, 3]) {
      const { id } = (await jobs.add(ECHO, { n })).job;
      await reach(id, 'done');
      done.unshift(id);
    }
    const ids = async (options: Parameters<typeof jobs.list>[0]) => (await jobs.list(options)).map(({ id }) => id);
    expect(await ids({ states: ['done'], limit: 9 })).toEqual(done);
    expect(await ids({ states: ['done'], limit: 1, offset: 1 })).toEqual([done[1]]);
    expect(await ids({ states: ['cancelled'], limit: 9 })).toEqual([gone]);
    expect(await ids({ states: ['failed', 'running'], limit: 9 })).toEqual([]);
    expect(await ids({ states: ['waiting', 'done'], queues: ['parts'], limit: 9 })).toEqual([waiting]);
    expect(await jobs.get('nobody-1')).toBeNull();
  });
}
