import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeRunLock } from './run-lock.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'screenalytics-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const writeLock = (holder: unknown) => writeFile(path.join(folder, 'lock'), JSON.stringify(holder));

it('is held by one at a time and leaves nothing behind', async () => {
  const unlock = await takeRunLock(folder);
  await expect(takeRunLock(folder)).rejects.toMatchObject({ code: 'run.locked', retryable: true });
  await unlock();
  expect(await readdir(folder)).toEqual([]);
  await (await takeRunLock(folder))();
});

it('only one of many that come at once gets it', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => takeRunLock(folder)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('takes over from a process that is gone, from one whose number was given away, and from a damaged file', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await writeLock({ pid, started: null, host: hostname() });
  await (await takeRunLock(folder))();
  if (process.platform === 'linux') {
    await writeLock({ pid: process.pid, started: '1', host: hostname() });
    await (await takeRunLock(folder))();
  }
  await writeFile(path.join(folder, 'lock'), '{"pid":');
  await (await takeRunLock(folder))();
  expect(await readdir(folder)).toEqual([]);
});

it('respects a process of another machine, and says what to do if there is none', async () => {
  await writeLock({ pid: 1, started: null, host: 'elsewhere' });
  await expect(takeRunLock(folder)).rejects.toThrow(/process 1 on elsewhere.*delete .*lock/);
});
