/** BullMQ at work, every script and command sent to a real Redis as well. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type RedisServerProcess, startRedisServer } from '../../../../fixtures/servers/redis-server.ts';
import { type JobLab, openJobLab } from '../jobs-checks/job-lab.test-support.ts';
import { checkOrder } from '../jobs-checks/order.test-support.ts';
import { checkQueues } from '../jobs-checks/queues.test-support.ts';
import { checkSingleJobs } from '../jobs-checks/single-jobs.test-support.ts';
import { checkWorkers } from '../jobs-checks/workers.test-support.ts';
import { type MemoryRedis, openMemoryRedis } from '../memory-redis.ts';
import { describeWithRedisServer } from '../real-redis.test-support.ts';
import { type Mirror, openMirror } from './mirror.test-support.ts';

describeWithRedisServer('BullMQ on the in-memory Redis', () => {
  let server: RedisServerProcess;
  let memory: MemoryRedis;
  let mirror: Mirror;
  let lab: JobLab;
  beforeAll(async () => {
    server = await startRedisServer();
    memory = await openMemoryRedis();
    mirror = openMirror(memory.client, server.url);
    memory.server.observer = mirror.observer;
  });
  beforeEach(() => {
    lab = openJobLab(memory.client);
  });
  afterEach(() => lab.close());
  afterAll(async () => {
    mirror?.close();
    await memory?.close();
    await server?.stop();
  });

  checkSingleJobs(() => lab);
  checkOrder(() => lab);
  checkQueues(() => lab);
  checkWorkers(() => lab);

  it('has got the replies of a real Redis all the while, and holds the same in the end', async () => {
    memory.server.observer = undefined;
    const differences = await mirror.differences();
    expect(differences.filter(({ isClocked }) => !isClocked)).toEqual([]);
    const calls = [...mirror.compared.values()].reduce((sum, count) => sum + count, 0);
    // Of those only a replies' remaining milliseconds differ, unless a key expires between the two.
    expect(differences.length).toBeLessThan(calls / 50);
    expect(calls).toBeGreaterThan(1_300);
    expect(mirror.compared.size).toBeGreaterThan(35);
    const [held, wanted] = await mirror.contents();
    expect(held.length).toBeGreaterThan(50);
    expect(held).toEqual(wanted);
  });
});
