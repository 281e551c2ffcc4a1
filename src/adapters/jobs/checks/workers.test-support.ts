/** Workers that begin, end, and leave. For test files only. */
import { expect, it } from 'vitest';
import { gate, type JobLab } from '../job-lab.test-support.ts';
import { ECHO, sampleHandlers, untilStopped, WHOLE } from '../sample-jobs.test-support.ts';

export function checkWorkers(lab: () => JobLab): void {
  it('refuse to begin without a handler for each kind of job they may get, or with two', async () => {
    const { jobs } = lab();
    const [echo, whole, part] = sampleHandlers() as [never, never, never];
    const queues = { singles: 1, parts: 1 };
    await expect(jobs.work({ handlers: [echo, whole], queues })).rejects.toMatchObject({
      code: 'jobs.handler-missing',
      message: expect.stringContaining('part in parts'),
    });
    await expect(jobs.work({ handlers: [echo, part, part], queues })).rejects.toMatchObject({
      code: 'jobs.handler-duplicate',
    });
    await expect(jobs.work({ handlers: [echo], queues: { nowhere: 1 } })).rejects.toMatchObject({
      code: 'jobs.unknown-queue',
    });
    expect(await jobs.workers('singles')).toEqual([]);
  });

  it('are known by name while they serve a queue', async () => {
    const { jobs, work } = lab();
    const before = Date.now();
    const one = await work({}, { name: 'one', queues: { singles: 3 } });
    await work({}, { name: 'two' });
    const known = await jobs.workers('singles');
    expect(known.map(({ name, concurrency }) => [name, concurrency]).sort()).toEqual([
      ['one', 3],
      ['two', 1],
    ]);
    expect(known[0]?.since).toBeGreaterThanOrEqual(before);
    expect((await jobs.workers('parts')).map(({ name }) => name)).toEqual(['two']);
    await one.close({ graceMs: 0 });
    expect((await jobs.workers('singles')).map(({ name }) => name)).toEqual(['two']);
  });

  it('do as many jobs at the same time as they are told to', async () => {
    const { jobs, work, reach } = lab();
    let [running, most] = [0, 0];
    const three = gate();
    await work(
      {
        echo: async ({ n }) => {
          most = Math.max(most, ++running);
          if (running === 3) three.open();
          await three.opened;
          running--;
          return { n };
        },
      },
      { queues: { singles: 3 } },
    );
    const ids: string[] = [];
    for (let n = 1; n <= 6; n++) ids.push((await jobs.add(ECHO, { n })).job.id);
    for (const id of ids) await reach(id, 'done');
    expect(most).toBe(3);
  });

  it('let a job end when they close, and take no other', async () => {
    const { jobs, work, reach } = lab();
    const [begun, mayEnd] = [gate(), gate()];
    const worker = await work({
      echo: async ({ n }) => {
        begun.open();
        await mayEnd.opened;
        return { n };
      },
    });
    const [first, second] = [await jobs.add(ECHO, { n: 1 }), await jobs.add(ECHO, { n: 2 })];
    await begun.opened;
    const closed = worker.close({ graceMs: 60_000 });
    mayEnd.open();
    await closed;
    await reach(first.job.id, 'done');
    expect(await jobs.get(second.job.id)).toMatchObject({ state: 'waiting', why: { kind: 'no-worker' } });
  });

  it('give a job back that takes longer, and it is no try; another does it from the start', async () => {
    const { jobs, work, reach } = lab();
    const begun = gate();
    const reasons: unknown[] = [];
    const worker = await work({
      echo: async (_, { signal }) => {
        begun.open();
        await untilStopped(signal).catch((reason: unknown) => reasons.push(reason));
        throw new Error('cut off');
      },
    });
    const { job } = await jobs.add(ECHO, { n: 1 });
    await begun.opened;
    await worker.close({ graceMs: 20 });
    expect(reasons).toMatchObject([{ code: 'jobs.shutting-down' }]);
    expect(await jobs.get(job.id)).toMatchObject({ state: 'waiting', why: { kind: 'no-worker' } });
    await work({ echo: (_, { attempt }) => Promise.resolve({ n: attempt }) });
    expect((await reach(job.id, 'done')).result).toEqual({ n: 1 });
  });

  it('leave no connection behind', async () => {
    const { jobs, trial, other } = lab();
    // Two more than in the beginning: BullMQ’s queues use the shared client.
    const before = await trial.connections();
    const third = other();
    const work = await third.work({ handlers: sampleHandlers(), queues: { singles: 2, wholes: 1, parts: 1 } });
    const end = new AbortController();
    const watching = (await third.watch(end.signal))[Symbol.asyncIterator]().next();
    const { job } = await jobs.add(WHOLE, { parts: [1, 2] });
    await watching;
    await lab().reach(job.id, 'done');
    expect(await trial.connections()).toBeGreaterThan(before);
    await work.close({ graceMs: 0 });
    await third.close();
    await expect.poll(() => trial.connections(), { timeout: 20_000 }).toBe(before);
    end.abort();
  });
}
