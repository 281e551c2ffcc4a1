/** Jobs that consist of others, all known from the start. For test files only. */
import { expect, it } from 'vitest';
import { UserError } from '../../../errors.ts';
import { gate, type JobLab } from '../job-lab.test-support.ts';
import type { FlowNode } from '../port.ts';
import { ECHO, PART, sum, untilStopped, WHOLE } from '../sample-jobs.test-support.ts';

const part = (n: number): FlowNode => ({ definition: PART, payload: { n } });
const whole = (children: readonly FlowNode[]): FlowNode => ({ definition: WHOLE, payload: { parts: [] }, children });

/** A whole of two wholes, of parts 1, 2 and 3. */
const TREE = whole([whole([part(1), part(2)]), whole([part(3)])]);

export function checkFlows(lab: () => JobLab): void {
  it('run what they consist of first, and hand them the results', async () => {
    const { jobs, work, reach } = lab();
    const { job } = await jobs.addFlow(TREE, { id: 'tree-1', requestedBy: 'ana' });
    expect(job).toMatchObject({ state: 'waiting', why: { kind: 'jobs', count: 2, text: 'waiting for 2 other jobs' } });
    expect(job.children.map(({ name }) => name)).toEqual(['whole', 'whole']);
    await work({
      whole: async (_, { results }) => sum([...(await results(PART)), ...(await results(WHOLE))]),
    });
    expect((await reach('tree-1', 'done')).result).toEqual({ n: 6 });
    expect(await jobs.get('tree-1.1.2')).toMatchObject({
      state: 'done',
      name: 'part',
      requestedBy: 'ana',
      parent: { queue: 'wholes', id: 'tree-1.1' },
    });
    expect(await jobs.addFlow(TREE, { id: 'tree-1' })).toMatchObject({ isNew: false, job: { state: 'done' } });
  });

  it('are added whole or not at all, and once while the same work waits', async () => {
    const { jobs } = lab();
    await expect(jobs.addFlow(whole([part(1), part('two' as never)]))).rejects.toMatchObject({
      code: 'jobs.bad-payload',
    });
    expect(await jobs.counts('parts')).toMatchObject({ waiting: 0 });
    const flow: FlowNode = { definition: ECHO, payload: { n: 1, same: 'x' }, children: [part(1)] };
    const [first, second] = await Promise.all([jobs.addFlow(flow), jobs.addFlow(flow)]);
    expect(first.job.id).toBe(second.job.id);
    expect([first.isNew, second.isNew].sort()).toEqual([false, true]);
    expect(await jobs.counts('parts')).toMatchObject({ waiting: 1 });
    expect(await jobs.counts('singles')).toMatchObject({ waitingForJobs: 1, waiting: 0 });
  });

  it('fail with the reason of the part that failed; what nobody needs any more does not run', async () => {
    const { jobs, work, reach } = lab();
    const seen: number[] = [];
    let wholes = 0;
    await jobs.addFlow(TREE, { id: 'tree-1' });
    await work({
      part: ({ n }, { signal }) => {
        seen.push(n);
        if (n > 1) return untilStopped(signal);
        throw new UserError('video.damaged', 'Frame 7 is damaged. Use another file.');
      },
      whole: () => Promise.resolve({ n: ++wholes }),
    });
    const failure = { code: 'video.damaged', message: 'Frame 7 is damaged. Use another file.', retryable: false };
    expect((await reach('tree-1.1', 'failed')).failure).toEqual(failure);
    expect((await reach('tree-1', 'failed')).failure).toEqual(failure);
    const unneeded = await reach('tree-1.2', 'cancelled');
    expect(unneeded.failure.message).toMatch(/^Not needed any more.*Frame 7 is damaged/);
    // The worker takes the next part before it is known that nobody needs that; the last one it does not get.
    await reach('tree-1.2.1', 'cancelled');
    expect(seen).not.toContain(3);
    expect(wholes).toBe(0);
  });

  it('fail at once also when no worker is there for what they are part of', async () => {
    const { jobs, work, reach } = lab();
    await jobs.addFlow(TREE, { id: 'tree-1' });
    await jobs.pause('wholes');
    const part = ({ n }: { n: number }, { signal }: { signal: AbortSignal }) =>
      n === 1 ? Promise.reject(new UserError('video.damaged', 'Damaged.')) : untilStopped(signal);
    await work({ part }, { queues: { parts: 1 } });
    await reach('tree-1', 'failed');
    await reach('tree-1.1', 'failed');
    await reach('tree-1.2', 'cancelled');
    expect(await jobs.counts('wholes')).toMatchObject({ waiting: 0, waitingForJobs: 0, failed: 3 });
  });

  it('are cancelled with all they consist of', async () => {
    const { jobs, work, reach } = lab();
    const begun = gate();
    const seen: number[] = [];
    await jobs.addFlow(TREE, { id: 'tree-1' });
    await work({
      part: ({ n }, { signal }) => {
        seen.push(n);
        begun.open();
        return untilStopped(signal);
      },
    });
    await begun.opened;
    expect(await jobs.cancel('tree-1', 'ana')).toBe('cancelled');
    for (const id of ['tree-1', 'tree-1.1', 'tree-1.2', 'tree-1.1.1', 'tree-1.1.2', 'tree-1.2.1']) {
      expect((await reach(id, 'cancelled')).failure.message).toMatch(/^Cancelled by ana/);
    }
    expect(seen).toHaveLength(1);
    expect(await jobs.counts('wholes')).toMatchObject({ waiting: 0, waitingForJobs: 0, running: 0, failed: 3 });
  });

  it('cannot go on when a part is cancelled', async () => {
    const { jobs, reach } = lab();
    await jobs.addFlow(TREE, { id: 'tree-1' });
    expect(await jobs.cancel('tree-1.1.1', 'ana')).toBe('cancelled');
    expect((await reach('tree-1', 'cancelled')).failure.message).toMatch(/^Cancelled by ana/);
    await reach('tree-1.1', 'cancelled');
    await reach('tree-1.1.2', 'cancelled');
    await reach('tree-1.2.1', 'cancelled');
  });

  it('are retried from any of their jobs; what is done stays done', async () => {
    const { jobs, work, reach } = lab();
    const seen: number[] = [];
    let isBroken = true;
    await jobs.addFlow(TREE, { id: 'tree-1' });
    await work({
      part: ({ n }) => {
        seen.push(n);
        if (isBroken && n === 2) throw new UserError('video.damaged', 'Damaged.');
        return Promise.resolve({ n });
      },
      whole: async (_, { results }) => sum([...(await results(PART)), ...(await results(WHOLE))]),
    });
    await reach('tree-1', 'failed');
    isBroken = false;
    await jobs.retry('tree-1.1.2');
    expect((await reach('tree-1', 'done')).result).toEqual({ n: 6 });
    expect(seen.filter((n) => n === 1)).toEqual([1]);
    expect(seen.filter((n) => n === 2)).toEqual([2, 2]);
  });
}
