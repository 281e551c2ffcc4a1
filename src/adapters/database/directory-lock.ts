/** One process per data directory: two that write the same files would destroy them. */
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { DatabaseError } from './database-error.ts';

const schema = z.object({
  pid: z.int(),
  /** Tells processes apart that got the same number one after the other; null where it is not known. */
  birth: z.string().nullable(),
  host: z.string(),
});
type Holder = z.infer<typeof schema>;

/**
 * Takes the lock; one whose process is gone is taken over.
 *
 * @returns gives it back.
 * @throws DatabaseError `database.in-use` naming the process.
 */
export async function lockDirectory(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'lock');
  const draft = path.join(folder, `lock.${process.pid}`);
  const own: Holder = { pid: process.pid, birth: birthOf(process.pid), host: hostname() };
  await writeFile(draft, JSON.stringify(own));
  try {
    // A link is made whole or not at all, and by one process only.
    while (!(await tryLink(draft, file))) await clearStale(file, draft);
  } finally {
    await rm(draft, { force: true });
  }
  return () => rm(file, { force: true });
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** @throws DatabaseError when the lock is held. */
async function clearStale(file: string, draft: string): Promise<void> {
  refuseHeld(await readHolder(file), file);
  // Moved before it is looked at once more: another process may have taken it over in between.
  const aside = `${draft}.aside`;
  if (!(await tryRename(file, aside))) return;
  const moved = await readHolder(aside);
  if (moved && isAlive(moved)) await tryLink(aside, file);
  await rm(aside, { force: true });
  refuseHeld(moved, file);
}

async function tryRename(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Null when the lock is gone or damaged. */
async function readHolder(file: string): Promise<Holder | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function refuseHeld(holder: Holder | null, file: string): void {
  if (!holder || !isAlive(holder)) return;
  const { pid, host } = holder;
  const who = pid === process.pid && host === hostname() ? 'this process' : `process ${pid} on ${host}`;
  throw new DatabaseError(
    'database.in-use',
    `The embedded database in ${path.dirname(file)} is open in ${who}: close that first, or set DATABASE_URL to a PostgreSQL server, which many can share. If there is no such process, delete ${file}.`,
    { retryable: true },
  );
}

/** Of processes on another machine nothing is known: they count as alive. */
function isAlive({ pid, birth, host }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return birth === null || birth === birthOf(pid);
}

/** When the process was started, in the kernel's ticks: field 22 of its `stat`, the 20th after the name. */
function birthOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
