/**
 * `npm run bench:faces`: how fast faces are found among a million, how many of the truly nearest are, and what the index takes.
 * A PostgreSQL server of its own holds the library, and the API reads its index from there as it always does.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Command } from 'commander';
import { alignTable } from '../evaluation/align-table.ts';
import { freePort } from '../fixtures/servers/free-port.ts';
import { startPostgres, whyNoPostgres } from '../fixtures/servers/postgres-server.ts';
import { openPgDatabase } from '../src/adapters/database/pg-database.ts';
import { readConfig } from '../src/server/config.ts';
import { USUAL_LIKENESS } from '../src/server/contract/face-search.ts';
import { searchMoments } from '../src/server/features/faces/search-moments.ts';
import { type RunningApi, startApi } from '../src/server/start-api.ts';
import { createExactSearch, type ExactAnswer, type Question } from './exact-faces.ts';
import { makeUpFaces, type QuestionKind } from './made-up-faces.ts';
import { type SeededFaces, seedFaces, storeEmbeddings } from './seed-faces.ts';

const command = new Command('bench:faces')
  .description('Measures search by face in a made-up library on a PostgreSQL server of its own.')
  .option('--faces <n>', 'embedded faces in the library, 1000 per episode', Number, 1_000_000)
  .option('--questions <n>', 'questions per kind', Number, 50)
  .option('--noise', 'every face in a direction of its own, instead of people who look like themselves', false);

const {
  faces,
  questions: perKind,
  noise,
} = command.parse().opts<{ faces: number; questions: number; noise: boolean }>();
const WANTED = 10;
const KINDS: readonly QuestionKind[] = ['member', 'appearance', 'stranger'];

const missing = whyNoPostgres();
if (missing !== null) throw new Error(missing);
const directory = await mkdtemp(path.join(os.tmpdir(), 'screenalytics-bench-'));
const server = await startPostgres();
try {
  const url = await server.newDatabase();
  const world = makeUpFaces({ faces, kind: noise ? 'noise' : 'alike' });
  const questions = KINDS.flatMap((kind) =>
    Array.from({ length: perKind }, (_, n): Question => ({ kind, embedding: world.question(kind, n) })),
  );
  const exact = createExactSearch(questions, { wanted: WANTED, leastLikeness: USUAL_LIKENESS });
  const database = await openPgDatabase({ url });
  const seeded = await seedFaces(database.queries, world);
  await storeEmbeddings(url, { world, ...seeded }, exact.add);
  await database.close();
  await measure(url, { seeded, questions, truth: exact.answers, perRun: world.perRun });
} finally {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}

interface Trial {
  readonly seeded: SeededFaces;
  readonly questions: readonly Question[];
  readonly truth: readonly ExactAnswer[];
  readonly perRun: number;
}

async function measure(url: string, trial: Trial): Promise<void> {
  const environment = {
    ...process.env,
    PORT: String(await freePort()),
    SCREENALYTICS_DATA_DIR: directory,
    LOG_LEVEL: 'silent',
    REDIS_URL: '',
    DATABASE_URL: url,
    STORAGE_BACKEND: 'local',
  };
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const started = performance.now();
  const api = await startApi(readConfig(environment), { withWorker: false });
  try {
    delay.enable();
    const { faceIndex } = api.services;
    while (faceIndex.held().length < trial.seeded.runs.length) await wait(250);
    const seconds = (performance.now() - started) / 1000;
    const { faces: held, bytes } = await faceIndex.size();
    const grown = process.memoryUsage().rss - before;
    console.log(
      `${held} faces in the index after ${seconds.toFixed(0)} s: ${mb(bytes)}, ${mb(grown)} more of the process`,
    );
    console.log(`longest the event loop waited meanwhile: ${(delay.max / 1e6).toFixed(0)} ms`);
    delay.reset();
    const rows = [
      ['request', 'median ms', 'p95 ms', 'slowest ms', 'CPU ms', `of the nearest ${WANTED}`, 'of all moments'],
    ];
    rows.push(...(await measureIndex(api, trial)), ...(await measureSearch(api, trial)), await measureHttp(api, trial));
    console.log(alignTable(rows));
    console.log(`longest the event loop waited meanwhile: ${(delay.max / 1e6).toFixed(0)} ms`);
  } finally {
    await api.close();
  }
}

/** The index through its thread. */
async function measureIndex({ services }: RunningApi, { seeded, questions, truth }: Trial): Promise<string[][]> {
  const rows: string[][] = [];
  for (const kind of KINDS) {
    const times = newTimes();
    let found = 0;
    let sought = 0;
    for (const [index, { embedding }] of questions.entries()) {
      if (questions[index]?.kind !== kind) continue;
      const question = { modelId: seeded.modelId, embedding, runs: seeded.runs, limit: WANTED };
      const near = await timed(times, () => services.faceIndex.nearest(question));
      const names = new Set(near.map(({ runId, faceNumber }) => `${runId} ${faceNumber}`));
      const nearest = truth[index]?.nearest ?? [];
      found += nearest.filter(({ run, face }) => names.has(`${seeded.runs[run]} ${face}`)).length;
      sought += nearest.length;
    }
    rows.push([`index, nearest ${WANTED}: ${kind}`, ...spread(times), (found / sought).toFixed(4), '']);
  }
  return rows;
}

/** What the server does for a face of a picture, once the face is embedded. */
async function measureSearch({ services }: RunningApi, { seeded, questions, truth }: Trial): Promise<string[][]> {
  const rows: string[][] = [];
  for (const kind of KINDS) {
    const times = newTimes();
    let found = 0;
    let sought = 0;
    for (const [index, { embedding }] of questions.entries()) {
      if (questions[index]?.kind !== kind) continue;
      const request = { leastLikeness: USUAL_LIKENESS, limit: 10, offset: 0, perEpisode: 12 };
      const face = { embedding, modelId: seeded.modelId };
      found += (await timed(times, () => searchMoments(services, face, request))).moments;
      sought += truth[index]?.moments ?? 0;
    }
    rows.push([`search, a page of moments: ${kind}`, ...spread(times), '', (found / sought).toFixed(4)]);
  }
  return rows;
}

/** A request for moments like a stored face. */
async function measureHttp({ url }: RunningApi, { seeded, questions, perRun }: Trial): Promise<string[]> {
  const times = newTimes();
  for (let n = 0; n < questions.length; n++) {
    const run = seeded.runs[(n * 7919) % seeded.runs.length];
    await timed(times, async () => {
      const response = await fetch(`${url}/runs/${run}/faces/${1 + ((n * 101) % perRun)}/moments`);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`The search was answered with ${response.status}.`);
    });
  }
  return ['HTTP, a page of moments: stored face', ...spread(times), '', ''];
}

interface Times {
  readonly wall: number[];
  /** Of this process with all its threads, together: what a machine that others use makes slower the least. */
  cpu: number;
}

function newTimes(): Times {
  return { wall: [], cpu: 0 };
}

async function timed<Result>(times: Times, work: () => Promise<Result>): Promise<Result> {
  const [started, used] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(used);
  times.wall.push(performance.now() - started);
  times.cpu += (user + system) / 1000;
  return result;
}

function spread({ wall, cpu }: Times): string[] {
  const times = wall.toSorted((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? Number.NaN).toFixed(1);
  return [at(0.5), at(0.95), at(1), (cpu / times.length).toFixed(1)];
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
