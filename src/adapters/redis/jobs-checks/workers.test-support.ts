/** Workers that close, die, take long or have much to do. For test files only. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { completed, gate, type JobLab } from './job-lab.test-support.ts';

/** A lock this short is renewed twice a second; a real one lasts 30 s. */
const LOCK_MS = 1_000;

export function checkWorkers(lab: () => JobLab): void {
  it('closes an idle worker at once', async () => {
    const queue = lab().queue();
    const worker = lab().worker(queue, () => Promise.resolve());
    const done = completed(worker);
    await queue.add('warm up', {});
    await done;
    const start = performance.now();
    await worker.close();
    // It waits for jobs five seconds at a time; closing must not wait for that.
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('closes a busy worker when its job is done', async () => {
    const queue = lab().queue();
    const [begun, mayEnd] = [gate(), gate()];
    const worker = lab().worker(queue, async () => {
      begun.open();
      await mayEnd.opened;
      return 'ended well';
    });
    const job = await queue.add('long', {});
    await begun.opened;
    const closed = worker.close();
    mayEnd.open();
    await closed;
    expect(await job.getState()).toBe('completed');
    expect((await queue.getJob(job.id!))?.returnvalue).toBe('ended well');
  });

  it('hands a job of a dead worker to another', async () => {
    const queue = lab().clockedQueue();
    const begun = gate();
    const dying = lab().worker(
      queue,
      () => {
        begun.open();
        return new Promise<never>(() => {});
      },
      { lockDuration: LOCK_MS, stalledInterval: 500 },
    );
    const job = await queue.add('long', {});
    await begun.opened;
    await dying.close(true);
    const rescuer = lab().worker(queue, () => Promise.resolve('rescued'), {
      lockDuration: LOCK_MS,
      stalledInterval: 300,
    });
    const stalled = new Promise((resolve) => rescuer.once('stalled', resolve));
    const done = completed(rescuer);
    expect(await stalled).toBe(job.id);
    expect((await done)[0]?.returnvalue).toBe('rescued');
  });

  it('keeps a job that takes four times as long as its lock, with another worker waiting for it', async () => {
    const queue = lab().clockedQueue();
    let runs = 0;
    const longEnough = gate();
    const processor = async () => {
      runs++;
      await longEnough.opened;
    };
    const options = { lockDuration: LOCK_MS, stalledInterval: 300 };
    const workers = [lab().worker(queue, processor, options), lab().worker(queue, processor, options)];
    const renewals = new Promise<void>((resolve) => {
      let count = 0;
      // Renewed at half of its time: eight renewals are four times the lock.
      const onRenewal = () => ++count === 8 && resolve();
      for (const worker of workers) worker.on('locksRenewed', onRenewal);
    });
    const stalls: string[] = [];
    for (const worker of workers) worker.on('stalled', (id) => stalls.push(id));
    const done = Promise.race(workers.map((worker) => completed(worker)));
    const job = await queue.add('long', {});
    await renewals;
    longEnough.open();
    await done;
    expect(await job.getState()).toBe('completed');
    expect({ runs, stalls }).toEqual({ runs: 1, stalls: [] });
  });

  it('works through 500 jobs, each once, and leaves the event loop to others meanwhile', async () => {
    const queue = lab().queue();
    const seen = new Map<number, number>();
    const worker = lab().worker(
      queue,
      (job) => Promise.resolve(seen.set(job.data.n, (seen.get(job.data.n) ?? 0) + 1)).then(() => undefined),
      { concurrency: 10 },
    );
    const done = completed(worker, 500);
    let turns = 0;
    let working = true;
    const others = (async () => {
      for (; working; turns++) await nextTurn();
    })();
    await Promise.all(Array.from({ length: 500 }, (_, n) => queue.add('count', { n }, { removeOnComplete: true })));
    await done;
    working = false;
    await others;
    expect([...seen.values()]).toEqual(Array.from({ length: 500 }, () => 1));
    expect(turns).toBeGreaterThan(100);
    expect(await queue.getJobCountByTypes('waiting', 'active', 'completed', 'failed')).toBe(0);
  });
}
