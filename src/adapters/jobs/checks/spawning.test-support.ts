/** Jobs that add parts of themselves while they run. For test files only. */
import { expect, it } from 'vitest';
import { UserError } from '../../../errors.ts';
import { gate, type JobLab } from '../job-lab.test-support.ts';
import { PART, sumOfSpawned, untilStopped, WHOLE } from '../sample-jobs.test-support.ts';

export function checkSpawning(lab: () => JobLab): void {
  it('spreads five parts over two workers, and nobody is occupied by waiting', async () => {
    const { jobs, work, reach, other } = lab();
    const calls: string[] = [];
    const runners: string[] = [];
    const [bothBusy, mayEnd] = [gate(), gate()];
    const handlers = (runner: string) => ({
      whole: (payload: { parts: number[] }, context: Parameters<typeof sumOfSpawned>[1]) => {
        calls.push(context.id);
        return sumOfSpawned(payload, context);
      },
      part: async ({ n }: { n: number }) => {
        runners.push(runner);
        if (new Set(runners).size === 2) bothBusy.open();
        await mayEnd.opened;
        return { n };
      },
    });
    await work(handlers('one'));
    await work(handlers('two'), { on: other() });
    const { job } = await jobs.add(WHOLE, { parts: [1, 2, 3, 4, 5] });
    await bothBusy.opened;
    const waiting = await reach(job.id, 'waiting');
    expect(waiting.why).toMatchObject({ kind: 'jobs', count: 5 });
    expect(waiting.children).toHaveLength(5);
    // Each of the two can do one whole at a time, and one of them has begun this one.
    const empty = [await jobs.add(WHOLE, { parts: [] }), await jobs.add(WHOLE, { parts: [] })];
    for (const each of empty) await reach(each.job.id, 'done');
    mayEnd.open();
    const done = await reach(job.id, 'done');
    expect(done.result).toEqual({ n: 15 });
    expect(calls.filter((id) => id === job.id)).toHaveLength(2);
    expect(runners).toHaveLength(5);
    expect((await jobs.get(done.children[4]!.id))?.payload).toEqual({ n: 5 });
  });

  it('gives results in order, of several calls, and counts no tries for it', async () => {
    const { jobs, work, reach } = lab();
    const attempts: number[] = [];
    await work({
      whole: async ({ parts }, { spawn, attempt }) => {
        attempts.push(attempt);
        const first = await spawn(
          PART,
          parts.map((n) => ({ n })),
        );
        const second = await spawn(
          PART,
          first.map(({ n }) => ({ n: n * 10 })),
        );
        return { n: Number([...first, ...second].map(({ n }) => n).join('')) };
      },
    });
    const { job } = await jobs.add(WHOLE, { parts: [3, 1, 2] });
    expect((await reach(job.id, 'done')).result).toEqual({ n: 312_301_020 });
    expect(attempts).toEqual([1, 1, 1]);
  });

  it('waits also when the handler does something about the error', async () => {
    const { jobs, work, reach } = lab();
    await work({
      whole: async (payload, context) => {
        try {
          return await sumOfSpawned(payload, context);
        } catch {
          return { n: -1 };
        }
      },
    });
    const { job } = await jobs.add(WHOLE, { parts: [1, 2] });
    expect((await reach(job.id, 'done')).result).toEqual({ n: 3 });
  });

  it('fails with the reason of a part, and can be retried without doing the others again', async () => {
    const { jobs, work, reach } = lab();
    const seen: number[] = [];
    let isBroken = true;
    await work({
      part: ({ n }) => {
        seen.push(n);
        if (isBroken && n === 2) throw new UserError('video.damaged', 'Damaged.');
        return Promise.resolve({ n });
      },
    });
    const { job } = await jobs.add(WHOLE, { parts: [1, 2, 3] });
    const failed = await reach(job.id, 'failed');
    expect(failed.failure).toMatchObject({ code: 'video.damaged' });
    await expect.poll(async () => (await jobs.get(failed.children[2]!.id))?.state).not.toBe('waiting');
    isBroken = false;
    await jobs.retry(job.id);
    expect((await reach(job.id, 'done')).result).toEqual({ n: 6 });
    expect(seen.filter((n) => n === 1)).toEqual([1]);
  });

  it('is cancelled with its parts while it waits for them', async () => {
    const { jobs, work, reach } = lab();
    const begun = gate();
    await work({
      part: (_, { signal }) => {
        begun.open();
        return untilStopped(signal);
      },
    });
    const { job } = await jobs.add(WHOLE, { parts: [1, 2, 3] });
    await begun.opened;
    const { children } = await reach(job.id, 'waiting');
    expect(await jobs.cancel(job.id, 'ana')).toBe('cancelled');
    for (const child of children) await reach(child.id, 'cancelled');
    expect(await jobs.counts('parts')).toMatchObject({ waiting: 0, running: 0, failed: 3 });
  });

  it('is cancelled with its parts when that comes while it adds them', async () => {
    const { jobs, work, reach, other } = lab();
    await jobs.pause('parts');
    await work({
      whole: async (payload, context) => {
        // Marked, but its worker has not looked yet.
        await other().cancel(context.id, 'ana');
        return sumOfSpawned(payload, context);
      },
    });
    const { job } = await jobs.add(WHOLE, { parts: [1, 2] });
    const { children } = await reach(job.id, 'cancelled');
    expect(children).toHaveLength(2);
    for (const child of children) await reach(child.id, 'cancelled');
  });
}
