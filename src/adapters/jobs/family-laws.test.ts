/**
 * Laws of jobs that consist of others, whatever happens to them at once: in the end every job is over, and a whole is done
 * only if all its parts are.
 */
import { expect, it } from 'vitest';
import { startRedisServer } from '../../../fixtures/servers/redis-server.ts';
import { UserError } from '../../errors.ts';
import { openMemoryRedis } from '../redis/memory-redis.ts';
import type { RedisConnection } from '../redis/port.ts';
import { describeWithRedisServer } from '../redis/real-redis.test-support.ts';
import { openServerRedis } from '../redis/server-redis.ts';
import { createBullJobs } from './bull-jobs.ts';
import { TAKE_OVER_MS } from './job-lab.test-support.ts';
import type { FlowNode, Jobs, JobView, Work } from './port.ts';
import { DEFINITIONS, PART, sampleHandlers, sum, sumOfSpawned, WHOLE } from './sample-jobs.test-support.ts';

const OVER = ['done', 'failed', 'cancelled'];
type Random = () => number;

/** Numbers from 0 to 1, the same for the same seed. */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const some = <T>(random: Random, make: () => T): T[] => Array.from({ length: below(random, 4) }, make);
const oneOf = <T>(random: Random, things: readonly T[]): T => things[below(random, things.length)]!;

/** Wholes of parts and wholes, that spawn further parts. */
function randomFlow(random: Random, depth: number): FlowNode {
  if (depth === 0 || random() < 0.3) return { definition: PART, payload: { n: below(random, 100) } };
  const children = some(random, () => randomFlow(random, depth - 1));
  return { definition: WHOLE, payload: { parts: some(random, () => below(random, 100)) }, children };
}

/** Some parts fail for good, some at first. */
const handlers = sampleHandlers({
  part({ n }, { attempt, signal }) {
    signal.throwIfAborted();
    if (n < 8) throw new UserError('test.broken', 'broken');
    if (n > 80 && attempt === 1) throw new UserError('test.busy', 'busy', { retryable: true });
    return Promise.resolve({ n });
  },
  async whole(payload, context) {
    const given = [...(await context.results(PART)), ...(await context.results(WHOLE))];
    return sum([...given, await sumOfSpawned(payload, context)]);
  },
});

/** A job with all it consists of; parts that were to be spawned and never were are not there. */
async function family(jobs: Jobs, id: string): Promise<JobView[]> {
  const job = await jobs.get(id);
  if (!job) return [];
  const parts = await Promise.all(job.children.map((child) => family(jobs, child.id)));
  return [job, ...parts.flat()];
}

async function adversity(random: Random, { jobs, roots, restart }: Adversity): Promise<void> {
  const dice = random();
  const { id } = oneOf(random, await family(jobs, oneOf(random, roots)));
  if (dice < 0.25) await jobs.cancel(id);
  else if (dice < 0.4) await jobs.retry(id).catch((error: unknown) => expect(error).toBeInstanceOf(UserError));
  else if (dice < 0.6) await restart(below(random, 3));
}

interface Adversity {
  readonly jobs: Jobs;
  readonly roots: readonly string[];
  /** Closes a worker and begins another. */
  restart(worker: number): Promise<void>;
}

async function checkLaws(redis: RedisConnection, { seed, flows }: { seed: number; flows: number }): Promise<void> {
  const { client, connect } = redis;
  const random = seeded(seed);
  const open = () => createBullJobs({ client, connect, definitions: DEFINITIONS, takeOverMs: TAKE_OVER_MS });
  const processes = [open(), open(), open()] as const;
  const jobs = processes[0];
  const begin = (on: Jobs): Promise<Work> => on.work({ handlers, queues: { parts: 3, wholes: 2, singles: 1 } });
  const working = await Promise.all(processes.map(begin));
  const restart = async (at: number) => {
    await working[at]!.close({ graceMs: 0 });
    working[at] = await begin(processes[at]!);
  };
  const roots: string[] = [];
  for (let i = 0; i < flows; i++) {
    roots.push((await jobs.addFlow(randomFlow(random, 3))).job.id);
    await adversity(random, { jobs, roots, restart });
  }
  for (const root of roots) await checkFamily(jobs, root);
  for (const queue of ['parts', 'wholes']) {
    const nobody = { waiting: 0, retrying: 0, waitingForJobs: 0, running: 0 };
    expect(await jobs.counts(queue)).toMatchObject(nobody);
  }
  await Promise.all(working.map((work) => work.close({ graceMs: 0 })));
  for (const each of processes) await each.close();
}

async function checkFamily(jobs: Jobs, root: string): Promise<void> {
  const unfinished = async () => (await family(jobs, root)).filter(({ state }) => !OVER.includes(state));
  await expect.poll(unfinished, { timeout: 30_000, interval: 50 }).toEqual([]);
  for (const job of await family(jobs, root)) {
    const parts = await Promise.all(job.children.map(({ id }) => jobs.get(id)));
    const allDone = parts.every((part) => part?.state === 'done');
    if (job.state === 'done') expect(allDone, job.id).toBe(true);
    if (!allDone) expect(['failed', 'cancelled'], job.id).toContain(job.state);
  }
}

it('hold in this process', async () => {
  const redis = await openMemoryRedis();
  await checkLaws(redis, { seed: 1, flows: 10 });
  await redis.close();
});

describeWithRedisServer('with a server', () => {
  it.each([1, 2, 3, 4])('hold on a Redis server, seed %i', async (seed) => {
    const server = await startRedisServer();
    const redis = await openServerRedis({ url: server.url });
    await checkLaws(redis, { seed, flows: 30 });
    await redis.close();
    await server.stop();
  });
});
