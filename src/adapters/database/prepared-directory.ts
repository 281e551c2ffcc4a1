/**
 * The data directory of the embedded database. PostgreSQL's `initdb` takes 7 to 15 s and 800 MB in WebAssembly, so a
 * new directory is unpacked from one that an npm package carries.
 */
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';
import { extract } from 'tar';
import { DatabaseError } from './database-error.ts';

/** What PGlite is built from. Data of one major version cannot be read by another. */
const MAJOR = '18';

/**
 * Makes a data directory in `folder`, unless one is there. After an interruption there is a whole one or none.
 *
 * @returns its path.
 * @throws DatabaseError `database.unusable` when it was made by another major version.
 */
export async function prepareDirectory(folder: string): Promise<string> {
  const directory = path.join(folder, 'data');
  const version = await versionOf(directory);
  if (version === MAJOR) return directory;
  if (version !== null) {
    const message = `The embedded database in ${directory} was made by PostgreSQL ${version}, this program has ${MAJOR}: move the folder away to start anew, or use the program's earlier version.`;
    throw new DatabaseError('database.unusable', message);
  }
  const draft = `${directory}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await unpack(draft);
  await rename(draft, directory);
  return directory;
}

async function unpack(folder: string): Promise<void> {
  const packed = Buffer.from(await (await dataDir()).arrayBuffer());
  // A file that cannot be written is a mere warning to tar, and so are the leading slashes, which it takes off.
  const problems: unknown[] = [];
  const onwarn = (code: string, _message: string, data: unknown): void => {
    if (code !== 'TAR_ENTRY_INFO') problems.push(data);
  };
  await pipeline(Readable.from([packed]), extract({ cwd: folder, onwarn }));
  if (problems.length > 0) throw problems[0];
}

async function versionOf(directory: string): Promise<string | null> {
  try {
    return (await readFile(path.join(directory, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
