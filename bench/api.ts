/** `npm run bench:api`: how fast lists answer in a large library, and how long publishing a result takes; embedded. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs, { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { alignTable } from '../evaluation/align-table.ts';
import { analyzeCommand } from '../evaluation/analyze-clip.ts';
import { freePort } from '../fixtures/servers/free-port.ts';
import { createLocalBlobStore } from '../src/adapters/blobs/local-blob-store.ts';
import type { BlobStore } from '../src/adapters/blobs/port.ts';
import { openPgliteDatabase } from '../src/adapters/database/pglite-database.ts';
import type { Database } from '../src/adapters/database/port.ts';
import { readConfig } from '../src/server/config.ts';
import { startApi } from '../src/server/start-api.ts';
import { measurePublish } from './measure-publish.ts';
import { seedLibrary } from './seed-library.ts';

/** Of each kind: a server that has just started compiles what it answers with. */
const UNTIMED_REQUESTS = 20;

const command = new Command('bench:api')
  .description('Measures the answers of the API in a library of many episodes, and the publishing of one large result.')
  .option('--episodes <n>', 'episodes in the library', Number, 500)
  .option('--tracks <n>', 'tracks in the library', Number, 50_000)
  .option('--requests <n>', 'requests per kind', Number, 200)
  .option('--beside <video>', 'a video that is analysed again and again meanwhile, by two processes')
  .option('--publish <shots>', 'also publish a result of so many shots with 8 tracks and 32 faces each', Number, 0);

interface Options {
  readonly episodes: number;
  readonly tracks: number;
  readonly requests: number;
  readonly beside?: string;
  readonly publish: number;
}

const { episodes, tracks, requests, beside, publish } = command.parse().opts<Options>();
const directory = await mkdtemp(path.join(os.tmpdir(), 'screenalytics-bench-'));
try {
  const database = await openPgliteDatabase({ folder: path.join(directory, 'database') });
  const runs = await seedLibrary(database.queries, { episodes, tracks });
  if (publish > 0)
    console.log(await measurePublish({ database, blobs: blobsIn(directory) }, await orderOf(database, runs)));
  await database.close();
  const environment = {
    ...process.env,
    PORT: String(await freePort()),
    SCREENALYTICS_DATA_DIR: directory,
    LOG_LEVEL: 'silent',
    REDIS_URL: '',
    DATABASE_URL: '',
    STORAGE_BACKEND: 'local',
  };
  const api = await startApi(readConfig(environment), { withWorker: false });
  const stopWork = beside === undefined ? null : workBeside(path.resolve(beside), path.join(directory, 'result'));
  try {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const rows = await measured(runs, { url: api.url, delay });
    console.log(alignTable([['request', 'median ms', 'p95 ms', 'slowest ms'], ...rows]));
    console.log(`event loop's delay, 99th percentile: ${(delay.percentile(99) / 1e6).toFixed(1)} ms`);
  } finally {
    await stopWork?.();
    await api.close();
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}

/** Analyses the video until told to stop. */
function workBeside(video: string, out: string): () => Promise<void> {
  let [stopped, failure]: [boolean, string | null] = [false, null];
  let child: ChildProcess;
  const working = (async () => {
    while (!stopped && failure === null) {
      await rm(out, { recursive: true, force: true });
      child = spawn(process.execPath, analyzeCommand(video, out, {}), { stdio: 'ignore' });
      // As the worker does.
      if (child.pid !== undefined) os.setPriority(child.pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
      const [status] = await once(child, 'close');
      if (!stopped && status !== 0) failure = `The analysis beside it ended with ${status}.`;
    }
  })();
  return async () => {
    stopped = true;
    child.kill('SIGTERM');
    await working;
    if (failure !== null) throw new Error(failure);
  };
}

function blobsIn(folder: string): BlobStore {
  const signing = { secret: randomUUID() + randomUUID(), baseUrl: 'http://127.0.0.1:1/blobs' };
  return createLocalBlobStore({ root: path.join(folder, 'blobs'), fs, ...signing });
}

/** Makes the first run one that is running and has found nothing yet. No server may see it: it would look for its job. */
async function orderOf({ queries }: Database, [runId = '']: readonly string[]) {
  await queries
    .updateTable('runs')
    .set({ state: 'running', is_active: false, finished_at: null })
    .where('id', '=', runId)
    .execute();
  await queries.deleteFrom('identities').where('run_id', '=', runId).execute();
  const size = { shots: publish, tracksPerShot: 8, facesPerTrack: 4, dimensions: 512, names: ['Ann', 'Bea', null] };
  return { runId, size };
}

/** `{run}` stands for another run each time. */
function routesOf(): string[] {
  return [
    '/episodes?limit=50',
    '/episodes?limit=50&search=number%204',
    '/episodes/show-1-s01e00/runs',
    '/runs/{run}',
    '/runs/{run}/shots',
    '/runs/{run}/tracks?limit=50',
    '/runs/{run}/tracks?identity=3',
    '/runs/{run}/faces?identity=3',
    '/runs/{run}/identities',
  ];
}

interface Measuring {
  readonly url: string;
  /** Counts while something is asked. */
  readonly delay: IntervalHistogram;
}

/** The routes take turns, so that each meets every part of the analysis beside it. */
async function measured(runs: readonly string[], { url, delay }: Measuring): Promise<string[][]> {
  const routes = routesOf().map((route) => ({ route, times: [] as number[] }));
  for (let round = -UNTIMED_REQUESTS; round < requests; round++) {
    for (const { route, times } of routes) {
      const target = route.replace('{run}', runs[(Math.abs(round) * 7919) % runs.length] ?? '');
      const took = await timed(`${url}${target}`, delay);
      if (round >= 0) times.push(took);
    }
  }
  return routes.map(({ route, times }) => {
    times.sort((a, b) => a - b);
    const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? Number.NaN).toFixed(1);
    return [route, at(0.5), at(0.95), at(1)];
  });
}

/** @returns milliseconds until the whole answer was there. */
async function timed(target: string, delay: IntervalHistogram): Promise<number> {
  const started = performance.now();
  const response = await fetch(target);
  await response.arrayBuffer();
  if (response.ok) return performance.now() - started;
  if (response.status !== 429) throw new Error(`${target} answered ${response.status}`);
  // As many requests a minute as are let through have been made.
  delay.disable();
  await sleep(1000 * (1 + Number(response.headers.get('retry-after') ?? 60)));
  delay.enable();
  return await timed(target, delay);
}
