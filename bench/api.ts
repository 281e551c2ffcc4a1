/** `npm run bench:api`: how fast lists answer in a large library, and how long publishing a result takes; embedded. */
import { randomUUID } from 'node:crypto';
import fs, { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { alignTable } from '../evaluation/align-table.ts';
import { freePort } from '../fixtures/servers/free-port.ts';
import { createLocalBlobStore } from '../src/adapters/blobs/local-blob-store.ts';
import type { BlobStore } from '../src/adapters/blobs/port.ts';
import { openPgliteDatabase } from '../src/adapters/database/pglite-database.ts';
import type { Database } from '../src/adapters/database/port.ts';
import { readConfig } from '../src/server/config.ts';
import { startApi } from '../src/server/start-api.ts';
import { measurePublish } from './measure-publish.ts';
import { seedLibrary } from './seed-library.ts';

const command = new Command('bench:api')
  .description('Measures the answers of the API in a library of many episodes, and the publishing of one large result.')
  .option('--episodes <n>', 'episodes in the library', Number, 500)
  .option('--tracks <n>', 'tracks in the library', Number, 50_000)
  .option('--requests <n>', 'requests per kind', Number, 200)
  .option('--publish <shots>', 'also publish a result of so many shots with 8 tracks and 32 faces each', Number, 0);

const { episodes, tracks, requests, publish } = command
  .parse()
  .opts<{ episodes: number; tracks: number; requests: number; publish: number }>();
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
  try {
    const rows = [['request', 'median ms', 'p95 ms', 'slowest ms']];
    for (const route of routesOf()) rows.push([route, ...(await measured(api.url, route, runs))]);
    console.log(alignTable(rows));
  } finally {
    await api.close();
  }
} finally {
  await rm(directory, { recursive: true, force: true });
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

async function measured(url: string, route: string, runs: readonly string[]): Promise<string[]> {
  const times: number[] = [];
  for (let request = 0; request < requests; request++) {
    const target = route.replace('{run}', runs[(request * 7919) % runs.length] ?? '');
    const started = performance.now();
    const response = await fetch(`${url}${target}`);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${target} answered ${response.status}`);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? Number.NaN).toFixed(1);
  return [at(0.5), at(0.95), at(1)];
}
