/** Changing the course of jobs. For test files only. */
import { expect, it } from 'vitest';
import { UserError } from '../../../errors.ts';
import { gate, type JobLab } from '../job-lab.test-support.ts';
import { ECHO, untilStopped } from '../sample-jobs.test-support.ts';

export function checkCancelling(lab: () => JobLab): void {
  it('cancels a waiting job: it never runs, and is still known', async () => {
    const { jobs, work, reach, other } = lab();
    const [one, two] = [await jobs.add(ECHO, { n: 1, same: 'x' }), await jobs.add(ECHO, { n: 2 }, { priority: 3 })];
    expect(await other().cancel(one.job.id, 'ana')).toBe('cancelled');
    expect(await jobs.cancel(two.job.id)).toBe('cancelled');
    expect(await jobs.get(one.job.id)).toMatchObject({
      state: 'cancelled',
      failure: { code: 'jobs.cancelled', message: expect.stringMatching(/^Cancelled by ana\./) },
    });
    expect(await jobs.counts('singles')).toMatchObject({ waiting: 0, failed: 2 });
    // The same work may be added again.
    const again = await jobs.add(ECHO, { n: 3, same: 'x' });
    expect(again.isNew).toBe(true);
    const seen: number[] = [];
    await work({ echo: ({ n }) => Promise.resolve({ n: seen.push(n) }) });
    await reach(again.job.id, 'done');
    expect(seen).toEqual([3]);
  });

  it('cancels a running job within a second, from any process', async () => {
    const { jobs, work, reach, other } = lab();
    const reasons: unknown[] = [];
    let stoppedAt = 0;
    const begun = gate();
    await work({
      echo: async (_, { signal }) => {
        begun.open();
        await untilStopped(signal).catch((reason: unknown) => reasons.push(reason));
        stoppedAt = performance.now();
        throw new Error('cut off');
      },
    });
    const { job } = await jobs.add(ECHO, { n: 1 });
    await begun.opened;
    const start = performance.now();
    expect(await other().cancel(job.id, 'ana')).toBe('stopping');
    const { failure } = await reach(job.id, 'cancelled');
    expect(failure.message).toMatch(/^Cancelled by ana\./);
    expect(reasons).toMatchObject([{ code: 'jobs.cancelled' }]);
    expect(stoppedAt - start).toBeLessThan(1_000);
    expect(await jobs.cancel(job.id)).toBe('ended');
  });

  it('shows a job that is cancelled but does not stop yet', async () => {
    const { jobs, work, reach } = lab();
    const [begun, mayEnd] = [gate(), gate()];
    await work({
      echo: async ({ n }) => {
        begun.open();
        await mayEnd.opened;
        return { n };
      },
    });
    const { job } = await jobs.add(ECHO, { n: 1 });
    await begun.opened;
    await jobs.cancel(job.id);
    expect(await jobs.get(job.id)).toMatchObject({ state: 'running', isStopping: true });
    mayEnd.open();
    // It got done before it noticed, and that is what happened.
    await reach(job.id, 'done');
  });

  it('cancels a job that fails or waits for its next try meanwhile', async () => {
    const { jobs, work, reach } = lab();
    const [begun, mayEnd] = [gate(), gate()];
    let tries = 0;
    await work({
      echo: async ({ n }) => {
        tries++;
        begun.open();
        await mayEnd.opened;
        if (n === 1) throw new Error('fails by itself, before it is told');
        throw new UserError('test.busy', 'busy', { retryable: true });
      },
    });
    const slow = { ...ECHO, retry: { attempts: 2, delayMs: 3_600_000, growth: 'constant' } } as const;
    const { job } = await jobs.add(slow, { n: 1 });
    await begun.opened;
    await jobs.cancel(job.id);
    mayEnd.open();
    await reach(job.id, 'cancelled');
    expect(tries).toBe(1);
    const patient = await jobs.add(slow, { n: 2 });
    await expect.poll(async () => (await jobs.counts('singles')).retrying, { timeout: 10_000 }).toBe(1);
    expect(await jobs.cancel(patient.job.id)).toBe('cancelled');
    expect(await jobs.counts('singles')).toMatchObject({ retrying: 0 });
  });

  it('says when there is nothing to cancel or to retry', async () => {
    const { jobs, work, reach } = lab();
    await expect(jobs.cancel('nobody-1')).rejects.toMatchObject({ code: 'jobs.unknown' });
    await expect(jobs.retry('nobody-1')).rejects.toMatchObject({ code: 'jobs.unknown' });
    const { job } = await jobs.add(ECHO, { n: 1 });
    await expect(jobs.retry(job.id)).rejects.toMatchObject({ code: 'jobs.not-failed' });
    await work();
    await reach(job.id, 'done');
    expect(await jobs.cancel(job.id)).toBe('ended');
    await expect(jobs.retry(job.id)).rejects.toMatchObject({ code: 'jobs.not-failed' });
  });

  it('begins a failed and a cancelled job again, with all its tries', async () => {
    const { jobs, work, reach } = lab();
    let isBroken = true;
    let attempts: number[] = [];
    await work({
      echo: ({ n }, { attempt }) => {
        attempts.push(attempt);
        if (isBroken) throw new UserError('test.busy', 'busy', { retryable: true });
        return Promise.resolve({ n });
      },
    });
    const failed = await jobs.add(ECHO, { n: 1 });
    await reach(failed.job.id, 'failed');
    expect(attempts).toEqual([1, 2, 3]);
    attempts = [];
    await jobs.retry(failed.job.id);
    await reach(failed.job.id, 'failed');
    expect(attempts).toEqual([1, 2, 3]);
    isBroken = false;
    await jobs.pause('singles');
    const cancelled = await jobs.add(ECHO, { n: 2 });
    await jobs.cancel(cancelled.job.id);
    expect(await jobs.retry(cancelled.job.id)).toMatchObject({ state: 'waiting' });
    await jobs.retry(failed.job.id);
    await jobs.resume('singles');
    expect((await reach(failed.job.id, 'done')).result).toEqual({ n: 1 });
    expect((await reach(cancelled.job.id, 'done')).result).toEqual({ n: 2 });
  });

  it('does not begin work again that was added anew since', async () => {
    const { jobs } = lab();
    const first = await jobs.add(ECHO, { n: 1, same: 'x' });
    await jobs.cancel(first.job.id);
    const second = await jobs.add(ECHO, { n: 1, same: 'x' });
    await expect(jobs.retry(first.job.id)).rejects.toMatchObject({ code: 'jobs.duplicate' });
    await jobs.cancel(second.job.id);
    await jobs.retry(first.job.id);
    expect(await jobs.add(ECHO, { n: 1, same: 'x' })).toMatchObject({ isNew: false, job: { id: first.job.id } });
  });

  it('begins no job of a paused queue, and goes on when it is resumed', async () => {
    const { jobs, work, reach } = lab();
    const [begun, mayEnd] = [gate(), gate()];
    const seen: number[] = [];
    await work({
      echo: async ({ n }) => {
        seen.push(n);
        begun.open();
        await mayEnd.opened;
        return { n };
      },
    });
    const ids: string[] = [];
    for (const n of [1, 2]) ids.push((await jobs.add(ECHO, { n })).job.id);
    await begun.opened;
    await jobs.pause('singles');
    mayEnd.open();
    await reach(ids[0]!, 'done');
    expect(await jobs.get(ids[1]!)).toMatchObject({ state: 'waiting', why: { kind: 'paused' } });
    expect(seen).toEqual([1]);
    await jobs.resume('singles');
    await reach(ids[1]!, 'done');
  });
}
