/** Which job comes when. For test files only. */
import type { Job } from 'bullmq';
import { expect, it } from 'vitest';
import { completed, gate, type JobLab } from './job-lab.test-support.ts';

export function checkOrder(lab: () => JobLab): void {
  const names = (jobs: readonly Job[]) => jobs.map((job) => job.name);

  it('begins a delayed job when its time has come, not before', async () => {
    const queue = lab().queue();
    const worker = lab().worker(queue, () => Promise.resolve(Date.now()));
    const done = completed(worker);
    const job = await queue.add('later', {}, { delay: 150 });
    expect(await job.getState()).toBe('delayed');
    const [ended] = await done;
    expect(ended?.returnvalue).toBeGreaterThanOrEqual(job.timestamp + 150);
  });

  it('begins a delayed job at once when it is promoted, or at another time', async () => {
    const queue = lab().queue();
    const worker = lab().worker(queue, () => Promise.resolve());
    const done = completed(worker, 2);
    const promoted = await queue.add('promoted', {}, { delay: 3_600_000 });
    const changed = await queue.add('changed', {}, { delay: 3_600_000 });
    await promoted.promote();
    await changed.changeDelay(100);
    expect(names(await done)).toEqual(['promoted', 'changed']);
  });

  it('takes jobs by priority, among equals the first come first, and LIFO before all without one', async () => {
    const queue = lab().queue();
    for (const [name, options] of [
      ['c', { priority: 3 }],
      ['a1', { priority: 1 }],
      ['a2', { priority: 1 }],
      ['b', { priority: 2 }],
      ['fifo1', {}],
      ['fifo2', {}],
      ['lifo1', { lifo: true }],
      ['lifo2', { lifo: true }],
      ['late', { priority: 2_097_151 }],
    ] as const) {
      await queue.add(name, {}, options);
    }
    const changed = await queue.add('raised', {}, { priority: 9 });
    await changed.changePriority({ priority: 1, lifo: true });
    const worker = lab().worker(queue, () => Promise.resolve());
    expect(names(await completed(worker, 10))).toEqual([
      ...['lifo2', 'lifo1', 'fifo1', 'fifo2'],
      ...['raised', 'a1', 'a2', 'b', 'c', 'late'],
    ]);
  });

  it('works on as many jobs at a time as it may', async () => {
    const queue = lab().queue();
    const most = await mostAtATime(lab(), { queue, jobs: 6, workers: 1, concurrency: 2 });
    expect(most).toBe(2);
  });

  it('keeps the limit that all workers of a queue share', async () => {
    const queue = lab().queue();
    await queue.setGlobalConcurrency(2);
    expect(await mostAtATime(lab(), { queue, jobs: 6, workers: 2, concurrency: 3 })).toBe(2);
  });

  it('begins no more jobs in a period than the rate limit allows', async () => {
    const queue = lab().clockedQueue();
    for (let i = 0; i < 5; i++) await queue.add('limited', {});
    const worker = lab().worker(queue, () => Promise.resolve(), { limiter: { max: 2, duration: 200 } });
    const begun = (await completed(worker, 5)).map(({ processedOn }) => Number(processedOn));
    // As Redis was told when it gave the job out: a busy machine begins to work on it later.
    // The third waits for the second period, the fifth for another one; a period begins with its first job.
    expect(begun[4]! - begun[0]!).toBeGreaterThanOrEqual(350);
  });

  it('leaves jobs alone while the queue or the worker is paused', async () => {
    const queue = lab().queue();
    await queue.pause();
    await queue.add('first', {});
    expect(await queue.isPaused()).toBe(true);
    const worker = lab().worker(queue, () => Promise.resolve());
    await worker.waitUntilReady();
    expect(await queue.getJobCounts('waiting', 'active')).toEqual({ waiting: 1, active: 0 });
    const first = completed(worker);
    await queue.resume();
    await first;
    await worker.pause();
    await queue.add('second', {});
    expect(await queue.getJobCounts('waiting', 'completed')).toEqual({ waiting: 1, completed: 1 });
    const second = completed(worker);
    await worker.resume();
    expect(names(await second)).toEqual(['second']);
  });

  it('makes jobs by a schedule: every so often, and by cron', async () => {
    const queue = lab().queue();
    const worker = lab().worker(queue, () => Promise.resolve());
    const done = completed(worker, 3);
    await queue.upsertJobScheduler('beat', { every: 60 }, { name: 'beat', data: { n: 1 } });
    expect(names(await done)).toEqual(['beat', 'beat', 'beat']);
    expect(await queue.removeJobScheduler('beat')).toBe(true);
    await queue.upsertJobScheduler('nightly', { pattern: '0 3 * * *', tz: 'UTC' }, { name: 'nightly' });
    const [nightly] = await queue.getJobSchedulers();
    expect(nightly).toMatchObject({ key: 'nightly', pattern: '0 3 * * *' });
    expect(new Date(nightly!.next!).toISOString()).toMatch(/T03:00:00\.000Z$/);
    expect(await queue.removeJobScheduler('nightly')).toBe(true);
    expect(await queue.getJobSchedulersCount()).toBe(0);
    expect(await queue.getDelayedCount()).toBe(0);
  });
}

/** Jobs that wait for each other until nobody takes another: how many ran at the same time. */
async function mostAtATime(
  lab: JobLab,
  {
    queue,
    jobs,
    workers,
    concurrency,
  }: { queue: Parameters<JobLab['worker']>[0]; jobs: number; workers: number; concurrency: number },
): Promise<number> {
  let [running, most, ended] = [0, 0, 0];
  const allEnded = gate();
  const processor = async () => {
    running++;
    most = Math.max(most, running);
    // Long enough, in replies of the server, for others to be taken meanwhile.
    for (let i = 0; i < 20; i++) await lab.client.ping();
    running--;
    if (++ended === jobs) allEnded.open();
  };
  await queue.addBulk(Array.from({ length: jobs }, (_, i) => ({ name: `job ${i}`, data: {} })));
  for (let i = 0; i < workers; i++) lab.worker(queue, processor, { concurrency });
  await allEnded.opened;
  return most;
}
