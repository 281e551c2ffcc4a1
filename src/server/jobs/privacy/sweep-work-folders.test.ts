import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OpenStores, openStores } from '../../results/open-stores.test-support.ts';
import { addRunningRun } from '../../results/sample-run.test-support.ts';
import { sweepWorkFolders } from './sweep-work-folders.ts';

const HOUR_MS = 3600_000;

let directory: string;
let stores: OpenStores;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'screenalytics-sweep-'));
  stores = await openStores(directory);
});
afterEach(async () => {
  await stores.close();
  await rm(directory, { recursive: true, force: true });
});

it('removes folders that are older than what was forgotten elsewhere, but none that somebody works in', async () => {
  const { database } = stores;
  const { queries } = database;
  const analysesFolder = path.join(directory, 'analyses');
  const sweep = () => sweepWorkFolders({ database, analysesFolder });
  expect(await sweep()).toBe(0);
  const { runId } = await addRunningRun(queries, { show: 'rhobh' });
  const { video_id: video } = await queries.selectFrom('runs').select('video_id').executeTakeFirstOrThrow();
  for (const name of [video, `${video}.cast`, 'of-another'])
    await mkdir(path.join(analysesFolder, name), { recursive: true });
  const set = (values: object) => queries.updateTable('runs').set(values).where('id', '=', runId).execute();
  expect(await sweep()).toBe(0);
  // By the time at which the folder was made, whatever has been written into it since.
  await utimes(path.join(analysesFolder, video), new Date(0), new Date(0));
  await set({ redacted_at: new Date(Date.now() - HOUR_MS) });
  expect(await sweep()).toBe(0);
  await set({ redacted_at: new Date(Date.now() + HOUR_MS) });
  expect(await sweep()).toBe(0);
  await set({ state: 'cancelled', finished_at: new Date() });
  expect(await sweep()).toBe(2);
  expect(await readdir(analysesFolder)).toEqual(['of-another']);
});
