/** Migrated embedded databases that hold nothing, by copying: half the time that unpacking and migrating one takes. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { openPgliteDatabase } from './pglite-database.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const KEPT = path.join(ROOT, 'node_modules', '.cache', 'screenalytics-tests');

/** Makes the data directory in `folder` as the program would leave it, unless one is there. */
export async function prepareMigratedDatabase(folder: string): Promise<void> {
  const directory = path.join(folder, 'data');
  if (existsSync(directory)) return;
  await mkdir(folder, { recursive: true });
  // A program: `fs.cp` takes five times as long.
  await promisify(execFile)('cp', ['-R', path.join(await migrated(), 'data'), directory]);
}

/** The folder of one that is kept for later runs, too, as long as nothing changes that it depends on. */
async function migrated(): Promise<string> {
  const name = `database-${await hashSources()}`;
  const kept = path.join(KEPT, name);
  if (existsSync(kept)) return kept;
  await mkdir(KEPT, { recursive: true });
  const draft = await mkdtemp(path.join(KEPT, 'draft-'));
  await (await openPgliteDatabase({ folder: draft })).close();
  // Another process may have been quicker, with the same.
  await rename(draft, kept).catch(() => rm(draft, { recursive: true, force: true }));
  for (const other of await readdir(KEPT)) {
    if (other.startsWith('database-') && other !== name)
      await rm(path.join(KEPT, other), { recursive: true, force: true });
  }
  return kept;
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(path.join(ROOT, 'package-lock.json')));
  const files = await readdir(import.meta.dirname, { recursive: true });
  for (const file of files.sort()) {
    if (/(?<!\.test|\.test-support)\.(ts|sql)$/.test(file))
      hash.update(file).update(await readFile(path.join(import.meta.dirname, file)));
  }
  return hash.digest('hex').slice(0, 20);
}
