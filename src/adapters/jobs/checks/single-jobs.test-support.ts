/** What becomes of one job. For test files only. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import type { JobLab } from '../job-lab.test-support.ts';
import { DEFINITIONS, ECHO, PART, untilStopped } from '../sample-jobs.test-support.ts';

export function checkSingleJobs(lab: () => JobLab): void {
  it('are done, and what they returned is kept', async () => {
    const { jobs, work, reach } = lab();
    await work({ echo: ({ n }) => Promise.resolve({ n: n * 2 }) });
    const { job, isNew } = await jobs.add(ECHO, { n: 21 }, { requestedBy: 'ana' });
    expect(isNew).toBe(true);
    const done = await reach(job.id, 'done');
    expect(done).toMatchObject({
      name: 'echo',
      queue: 'singles',
      payload: { n: 21 },
      requestedBy: 'ana',
      parent: null,
    });
    expect(done.result).toEqual({ n: 42 });
    expect(done.endedAt).toBeGreaterThanOrEqual(done.startedAt ?? Number.POSITIVE_INFINITY);
    expect(done.startedAt).toBeGreaterThanOrEqual(done.addedAt);
  });

  it('come in the order in which they were added, more important ones first', async () => {
    const { jobs, work, reach } = lab();
    const seen: number[] = [];
    for (const [n, priority] of [
      [5, 7],
      [1, 0],
      [3, 2],
      [2, 0],
      [4, 2],
    ] as const) {
      await jobs.add(ECHO, { n }, { priority });
    }
    const last = await jobs.add(ECHO, { n: 6 }, { priority: 9 });
    await work({ echo: ({ n }) => Promise.resolve({ n: seen.push(n) }) });
    await reach(last.job.id, 'done');
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are refused with a wrong payload or id, before anything is added', async () => {
    const { jobs } = lab();
    const wrong = { n: 'one' } as unknown as { n: number };
    await expect(jobs.add(ECHO, wrong)).rejects.toMatchObject({
      code: 'jobs.bad-payload',
      message: expect.stringMatching(/^The payload of echo is wrong: .*number.*$/),
    });
    for (const id of ['17', 'meta', 'a:1', '', 'a 1']) {
      await expect(jobs.add(ECHO, { n: 1 }, { id })).rejects.toMatchObject({ code: 'jobs.bad-id' });
    }
    expect(await jobs.counts('singles')).toMatchObject({ waiting: 0, failed: 0 });
  });

  it('fail at once when their payload is wrong for the worker', async () => {
    const { work, other, reach } = lab();
    const lax = { ...PART, payload: z.unknown() };
    await work();
    const { job } = await other(DEFINITIONS.map((each) => (each.name === PART.name ? lax : each))).add(lax, {
      n: 'one',
    });
    expect((await reach(job.id, 'failed')).failure).toMatchObject({ code: 'jobs.bad-payload', retryable: false });
  });

  it('are added once while the same work waits or runs', async () => {
    const { jobs, work, reach } = lab();
    const first = await jobs.add(ECHO, { n: 1, same: 'episode:1' });
    const [second, unlike] = [await jobs.add(ECHO, { n: 2, same: 'episode:1' }), await jobs.add(ECHO, { n: 3 })];
    expect([second.isNew, second.job.id]).toEqual([false, first.job.id]);
    expect(unlike.isNew).toBe(true);
    await work();
    await reach(first.job.id, 'done');
    const third = await jobs.add(ECHO, { n: 4, same: 'episode:1' });
    expect(third.isNew).toBe(true);
    expect((await reach(third.job.id, 'done')).result).toEqual({ n: 4 });
  });

  it('are added once under an id', async () => {
    const { jobs, work, reach } = lab();
    await work();
    await jobs.add(ECHO, { n: 1 }, { id: 'run-1' });
    expect((await reach('run-1', 'done')).result).toEqual({ n: 1 });
    expect(await jobs.add(ECHO, { n: 2 }, { id: 'run-1' })).toMatchObject({ isNew: false, job: { state: 'done' } });
  });

  it('are tried again, later each time, when the error says that it may help', async () => {
    const { jobs, work, reach } = lab();
    const starts: number[] = [];
    await work({
      echo: (_, { attempt }) => {
        starts.push(performance.now());
        if (attempt === 3) return Promise.resolve({ n: attempt });
        return Promise.reject(new UserError('test.busy', `busy ${attempt}`, { retryable: true }));
      },
    });
    const { job } = await jobs.add(ECHO, { n: 1 });
    expect((await reach(job.id, 'done')).result).toEqual({ n: 3 });
    expect(starts).toHaveLength(3);
    expect(starts[1]! - starts[0]!).toBeGreaterThanOrEqual(39);
    expect(starts[2]! - starts[1]!).toBeGreaterThanOrEqual(79);
  });

  it('fail when they were tried often enough, with the last reason', async () => {
    const { jobs, work, reach } = lab();
    let tries = 0;
    const part = () => Promise.reject(new UserError('test.busy', `busy ${++tries}`, { retryable: true }));
    await work({ part });
    const { job } = await jobs.add(PART, { n: 1 });
    const { failure } = await reach(job.id, 'failed');
    expect(failure).toEqual({ code: 'test.busy', message: 'busy 2', retryable: true });
    expect(tries).toBe(2);
  });

  it('are not tried again when that cannot help', async () => {
    const { jobs, work, reach } = lab();
    let tries = 0;
    const errors = [new UserError('video.empty', 'No frames. Use another file.'), new TypeError('x is undefined')];
    await work({
      echo: () => {
        throw errors[tries++]!;
      },
    });
    const ids = [(await jobs.add(ECHO, { n: 1 })).job.id, (await jobs.add(ECHO, { n: 2 })).job.id];
    const failures = [(await reach(ids[0]!, 'failed')).failure, (await reach(ids[1]!, 'failed')).failure];
    expect(failures).toEqual([
      { code: 'video.empty', message: 'No frames. Use another file.', retryable: false },
      { code: 'jobs.unexpected', message: 'Unexpected: x is undefined', retryable: false },
    ]);
    expect(tries).toBe(2);
  });

  it('fail when they return what they should not', async () => {
    const { jobs, work, reach } = lab();
    await work({ echo: () => Promise.resolve({} as { n: number }) });
    const { job } = await jobs.add(ECHO, { n: 1 });
    expect((await reach(job.id, 'failed')).failure.code).toBe('jobs.bad-result');
  });

  it('are told when they take too long, and fail then', async () => {
    const { jobs, work, reach } = lab();
    const reasons: unknown[] = [];
    await work({
      echo: async (_, { signal }) => {
        await untilStopped(signal).catch((reason: unknown) => reasons.push(reason));
        throw new Error('the decoder ended');
      },
    });
    const { job } = await jobs.add(ECHO, { n: 1, limits: [0.05, 60] });
    expect((await reach(job.id, 'failed')).failure).toMatchObject({ code: 'jobs.too-long', retryable: false });
    expect(reasons).toMatchObject([{ code: 'jobs.too-long' }]);
  });

  it('fail at their hard limit even if they do not react, and others are worked on', async () => {
    const { jobs, work, reach } = lab();
    await work({ echo: ({ n }) => (n === 1 ? new Promise<never>(() => {}) : Promise.resolve({ n })) });
    const deaf = await jobs.add(ECHO, { n: 1, limits: [0.02, 0.06] });
    const next = await jobs.add(ECHO, { n: 2 });
    expect((await reach(deaf.job.id, 'failed')).failure.code).toBe('jobs.too-long');
    await reach(next.job.id, 'done');
  });
}
