/** One run per result folder. */
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { UserError } from '../../../errors.ts';

const schema = z.object({
  pid: z.int(),
  /** When that process was started, in the kernel's clock ticks; null where it is not known. */
  started: z.string().nullable(),
  host: z.string(),
});
type Holder = z.infer<typeof schema>;

/**
 * Takes the lock of a work folder, which must exist; a lock left by a process that is gone is taken over.
 *
 * @returns gives it back.
 * @throws UserError `run.locked` while another process works there.
 */
export async function takeRunLock(workFolder: string): Promise<() => Promise<void>> {
  const file = path.join(workFolder, 'lock');
  const own: Holder = { pid: process.pid, started: startOf(process.pid), host: hostname() };
  for (;;) {
    if (await create(file, own)) return () => rm(file, { force: true });
    const holder = await read(file);
    if (holder !== null && isAlive(holder)) throw locked(file, holder);
    await removeStale(file, holder);
  }
}

/** Written beside and linked to its place: nobody sees half a lock, and only one process can win. */
async function create(file: string, own: Holder): Promise<boolean> {
  const draft = `${file}.${process.pid}.draft`;
  await writeFile(draft, JSON.stringify(own));
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Null when the lock is gone or damaged. */
async function read(file: string): Promise<Holder | null> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Moves the lock aside before it is removed: if another process was faster, its fresh lock is put back. */
async function removeStale(file: string, stale: Holder | null): Promise<void> {
  const aside = `${file}.${process.pid}.stale`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await read(aside);
  if (moved !== null && moved.pid !== stale?.pid && isAlive(moved)) await rename(aside, file);
  else await rm(aside, { force: true });
}

function isAlive({ pid, started, host }: Holder): boolean {
  // Nothing is known about processes of another machine: only a person can say that they have ended.
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  // The number may have been given to a new process.
  return started === null || started === startOf(pid);
}

/** Field 22 of `/proc/<pid>/stat`; null where there is no such file. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function locked(file: string, { pid, host }: Holder): UserError {
  const where = host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
  const message = `Another analysis works in this folder (${where}): wait for it, or choose another --out. If there is none, delete ${file}.`;
  return new UserError('run.locked', message, { retryable: true });
}
