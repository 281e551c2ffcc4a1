/** What one can see and change of a queue as a whole; jobs that belong together. For test files only. */
import { expect, it } from 'vitest';
import { completed, failed, type JobLab } from './job-lab.test-support.ts';

export function checkQueues(lab: () => JobLab): void {
  it('takes a job id once', async () => {
    const queue = lab().queue();
    const first = await queue.add('run', { n: 1 }, { jobId: 'episode-1' });
    const second = await queue.add('run', { n: 2 }, { jobId: 'episode-1' });
    expect([first.id, second.id]).toEqual(['episode-1', 'episode-1']);
    expect(await queue.getWaitingCount()).toBe(1);
    expect((await queue.getJob('episode-1'))?.data).toEqual({ n: 1 });
  });

  it('gives jobs consecutive whole numbers as ids', async () => {
    const queue = lab().queue();
    const jobs = [
      await queue.add('a', {}),
      await queue.add('b', {}, { priority: 5 }),
      await queue.add('c', {}, { delay: 9e6 }),
    ];
    expect(jobs.map((job) => job.id)).toEqual(['1', '2', '3']);
  });

  it('takes what is the same only once for a while', async () => {
    const queue = lab().clockedQueue();
    const deduplication = { id: 'refresh', ttl: 200 };
    const first = await queue.add('refresh', {}, { deduplication });
    expect((await queue.add('refresh', {}, { deduplication })).id).toBe(first.id);
    expect(await queue.getWaitingCount()).toBe(1);
    await expect
      .poll(async () => (await queue.add('refresh', {}, { deduplication })).id, { interval: 20, timeout: 20_000 })
      .not.toBe(first.id);
  });

  it('removes a waiting job', async () => {
    const queue = lab().queue();
    const job = await queue.add('unwanted', {});
    await job.remove();
    expect(await queue.getJob(job.id!)).toBeUndefined();
    expect(await queue.getWaitingCount()).toBe(0);
  });

  it('counts, lists, cleans, drains and obliterates', async () => {
    const queue = lab().queue();
    const worker = lab().worker(
      queue,
      (job) => (job.name === 'bad' ? Promise.reject(new Error('no')) : Promise.resolve()),
      {
        autorun: false,
      },
    );
    const [done, broken] = [completed(worker, 2), failed(worker)];
    await queue.addBulk(['good', 'good', 'bad'].map((name) => ({ name, data: {} })));
    void worker.run();
    await Promise.all([done, broken]);
    await worker.close();
    await queue.add('waiting', {});
    await queue.add('delayed', {}, { delay: 3_600_000 });
    await queue.add('prioritized', {}, { priority: 2 });
    expect(await queue.getJobCounts()).toMatchObject({
      ...{
        active: 0,
        completed: 2,
        delayed: 1,
        failed: 1,

        prioritized: 1,
        waiting: 1,
        'waiting-children': 0,
      },
    });
    const jobs = await queue.getJobs(['waiting', 'delayed', 'failed']);
    expect(jobs.map((job) => job.name).sort()).toEqual(['bad', 'delayed', 'waiting']);
    expect(await queue.clean(0, 10, 'completed')).toHaveLength(2);
    expect(await queue.clean(0, 10, 'failed')).toHaveLength(1);
    await queue.drain(true);
    expect(await queue.getJobCountByTypes('waiting', 'delayed', 'prioritized')).toBe(0);
    await queue.addBulk(Array.from({ length: 20 }, (_, i) => ({ name: 'more', data: {}, opts: { priority: i } })));
    await queue.obliterate();
    expect(await lab().client.keys(`bull:${queue.name}:*`)).toEqual([]);
  });

  it('names its workers', async () => {
    const queue = lab().queue();
    const worker = lab().worker(queue, () => Promise.resolve(), { name: 'host-7' });
    await worker.waitUntilReady();
    await expect
      .poll(async () => (await queue.getWorkers()).map(({ rawname }) => rawname))
      .toEqual([expect.stringContaining('host-7')]);
  });

  it('runs a parent after its children and hands it what they returned', async () => {
    const queue = lab().queue();
    const worker = lab().worker(queue, async (job) =>
      job.name === 'join' ? Object.values(await job.getChildrenValues<number>()).sort() : job.data.part * 10,
    );
    const done = completed(worker, 4);
    const { job: parent } = await lab()
      .flows()
      .add({
        name: 'join',
        queueName: queue.name,
        children: [1, 2, 3].map((part) => ({ name: 'part', queueName: queue.name, data: { part } })),
      });
    expect(await parent.getState()).toMatch(/waiting-children|waiting|active/);
    const last = (await done).at(-1);
    expect(last?.name).toBe('join');
    expect(last?.returnvalue).toEqual([10, 20, 30]);
  });

  it('fails a parent whose child failed', async () => {
    const queue = lab().queue();
    const events = await lab().events(queue);
    lab().worker(queue, (job) => (job.data.bad ? Promise.reject(new Error('segment is broken')) : Promise.resolve()));
    const { job: parent } = await lab()
      .flows()
      .add({
        name: 'join',
        queueName: queue.name,
        children: [false, true].map((bad) => ({
          name: 'part',
          queueName: queue.name,
          data: { bad },
          opts: { failParentOnFailure: true },
        })),
      });
    await expect(parent.waitUntilFinished(events)).rejects.toThrow(/child .* failed/);
    expect(await parent.getState()).toBe('failed');
  });
}
