/** What becomes of one job. For test files only. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnrecoverableError } from 'bullmq';
import { expect, it } from 'vitest';
import { completed, failed, gate, type JobLab } from './job-lab.test-support.ts';

export function checkSingleJobs(lab: () => JobLab): void {
  it('completes a job and keeps what it returned', async () => {
    const queue = lab().queue();
    const events = await lab().events(queue);
    lab().worker(queue, (job) => Promise.resolve({ doubled: job.data.n * 2 }));
    const job = await queue.add('double', { n: 21 });
    await expect(job.waitUntilFinished(events)).resolves.toEqual({ doubled: 42 });
    expect((await queue.getJob(job.id!))?.returnvalue).toEqual({ doubled: 42 });
    expect(await job.getState()).toBe('completed');
  });

  it('carries NUL characters, any script and a megabyte of data', async () => {
    const queue = lab().queue();
    const data = { nul: 'a\u0000b', text: 'é→😀"\\/', bulk: 'x'.repeat(1_000_000), 'key with\n': [null, -0.5, true] };
    const worker = lab().worker(queue, (job) => Promise.resolve(job.data));
    const done = completed(worker);
    await queue.add('carry', data);
    const [job] = await done;
    expect(job?.data).toEqual(data);
    expect(job?.returnvalue).toEqual(data);
  });

  it('tells two listeners of progress', async () => {
    const queue = lab().queue();
    const listeners = [await lab().events(queue), await lab().events(queue)];
    const told = listeners.map(
      (events) => new Promise((resolve) => events.on('progress', ({ data }) => resolve(data))),
    );
    const ended = listeners.map((events) => new Promise((resolve) => events.on('completed', resolve)));
    lab().worker(queue, (job) => job.updateProgress({ frames: 7 }));
    await queue.add('report', {});
    await expect(Promise.all(told)).resolves.toEqual([{ frames: 7 }, { frames: 7 }]);
    await Promise.all(ended);
  });

  it('tries three times with growing delays, then fails with the reason', async () => {
    const queue = lab().queue();
    const starts: number[] = [];
    const worker = lab().worker(queue, () => {
      starts.push(performance.now());
      return Promise.reject(new Error(`attempt ${starts.length} failed`));
    });
    const ended = failed(worker, 3);
    await queue.add('fail', {}, { attempts: 3, backoff: { type: 'exponential', delay: 40 } });
    const job = (await ended).at(-1);
    expect(job).toMatchObject({ attemptsMade: 3, failedReason: 'attempt 3 failed' });
    expect(starts[1]! - starts[0]!).toBeGreaterThanOrEqual(39);
    expect(starts[2]! - starts[1]!).toBeGreaterThanOrEqual(79);
    expect(await queue.getJobCounts('failed', 'delayed', 'waiting')).toEqual({ failed: 1, delayed: 0, waiting: 0 });
  });

  it('does not try again what cannot succeed', async () => {
    const queue = lab().queue();
    const worker = lab().worker(queue, () => Promise.reject(new UnrecoverableError('bad input')));
    const ended = failed(worker);
    await queue.add('fail', {}, { attempts: 3 });
    const [job] = await ended;
    expect(job).toMatchObject({ attemptsMade: 1, failedReason: 'bad input' });
    expect(await queue.getFailedCount()).toBe(1);
  });

  it('gives the processor a signal that cancelJob fires', async () => {
    const queue = lab().queue();
    const begun = gate();
    // Three declared parameters: BullMQ counts them before it passes the signal.
    const worker = lab().worker(queue, (_job, _token, signal) => {
      begun.open();
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(new UnrecoverableError(`stopped: ${signal.reason}`)));
      });
    });
    const ended = failed(worker);
    const job = await queue.add('long', {});
    await begun.opened;
    expect(worker.cancelJob(job.id!, 'by the user')).toBe(true);
    expect((await ended)[0]?.failedReason).toMatch(/^stopped: .*by the user/);
  });

  it('keeps logs and changed data', async () => {
    const queue = lab().queue();
    const worker = lab().worker(queue, async (job) => {
      await job.log('first line');
      await job.log('second line');
      await job.updateData({ ...job.data, seen: true });
    });
    const done = completed(worker);
    const { id } = await queue.add('log', { n: 1 });
    await done;
    expect(await queue.getJobLogs(id!)).toEqual({ logs: ['first line', 'second line'], count: 2 });
    expect((await queue.getJob(id!))?.data).toEqual({ n: 1, seen: true });
  });

  it('removes completed jobs at once, by count and by age', async () => {
    const queue = lab().queue();
    const worker = lab().worker(queue, () => Promise.resolve());
    const run = async (name: string, removeOnComplete: boolean | number | { age: number }) => {
      const done = completed(worker);
      await queue.add(name, {}, { removeOnComplete });
      await done;
    };
    await run('at once', true);
    expect(await queue.getCompletedCount()).toBe(0);
    for (let i = 0; i < 4; i++) await run('by count', 2);
    expect(await queue.getCompletedCount()).toBe(2);
    await run('by age', { age: 3600 });
    expect(await queue.getCompletedCount()).toBe(3);
  });

  it('runs a processor in a child process', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox '));
    const file = join(folder, 'processor.mjs');
    await writeFile(file, 'export default async (job) => { await job.updateProgress(50); return job.data.n * 2; };');
    try {
      const queue = lab().queue();
      // Children inherit the flags of this process otherwise, which are the test runner's.
      const worker = lab().worker(queue, file, { workerForkOptions: { execArgv: [] } });
      const progress = new Promise((resolve) => worker.once('progress', (_job, value) => resolve(value)));
      const done = completed(worker);
      await queue.add('double', { n: 4 });
      expect((await done)[0]?.returnvalue).toBe(8);
      expect(await progress).toBe(50);
      await worker.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
