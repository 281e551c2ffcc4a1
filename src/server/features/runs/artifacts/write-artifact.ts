/**
 * How every file of a result folder comes to be: written beside its place as `<name>.partial`, flushed to the disk, then
 * renamed. A reader sees the old file or the whole new one, never a part. After a crash at most the `.partial` file is
 * left, and the next run overwrites it.
 */
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { UserError } from '../../../../errors.ts';

const full = new Set(['ENOSPC', 'EDQUOT']);
const forbidden = new Set(['EACCES', 'EPERM', 'EROFS']);
const notAFolder = new Set(['ENOTDIR', 'EEXIST', 'EISDIR']);

/** Turns what a person can mend about a result folder into a {@link UserError}; anything else comes back unchanged. */
function explainWriteFailure(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const folder = dirname(path);
  const name = basename(path);
  if (full.has(code)) {
    const message = `No space is left to write ${name} in ${folder}. Free some space and run the same command again: finished work is kept.`;
    return new UserError('artifact.disk-full', message, { cause: error, retryable: true });
  }
  if (forbidden.has(code)) {
    const message = `${name} cannot be written in ${folder}: permission denied. Choose a folder you may write to with --out, or change its permissions.`;
    return new UserError('artifact.not-writable', message, { cause: error });
  }
  if (notAFolder.has(code)) {
    const message = `${name} cannot be written in ${folder}: a file stands where a folder is needed, or the reverse. Choose another folder with --out.`;
    return new UserError('artifact.not-a-folder', message, { cause: error });
  }
  return error;
}

/**
 * Creates or replaces the file at `path` with what `fill` writes into the handle; missing folders are made. When `fill`
 * fails, the file that was there before stays.
 * @throws UserError when the disk is full or the folder cannot be written to.
 */
export async function writeArtifactWith(path: string, fill: (file: FileHandle) => Promise<void>): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(partial, 'w');
    try {
      await fill(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw explainWriteFailure(path, error);
  }
}

/** Creates or replaces a small file. @throws UserError as {@link writeArtifactWith}. */
export function writeArtifact(path: string, content: string | Uint8Array): Promise<void> {
  return writeArtifactWith(path, (file) => file.writeFile(content));
}

/** Characters collected before they are written: few system calls, little memory. */
const chunkCharacters = 1 << 16;

/** Creates or replaces a text file from lines, each given without its line feed. @throws as {@link writeArtifactWith}. */
export function writeArtifactLines(path: string, lines: Iterable<string> | AsyncIterable<string>): Promise<void> {
  return writeArtifactWith(path, async (file) => {
    let pending = '';
    for await (const line of lines) {
      pending += `${line}\n`;
      if (pending.length < chunkCharacters) continue;
      await file.writeFile(pending);
      pending = '';
    }
    await file.writeFile(pending);
  });
}

/** Reads a whole small text file. @throws UserError when it is missing or cannot be read. */
export async function readArtifact(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw explainReadFailure(path, error);
  }
}

/** What to tell a person about a result file that cannot be read. */
export function explainReadFailure(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UserError('artifact.missing', `${path} is missing. Run the same analyze command again to make it.`, {
      cause: error,
    });
  }
  if (forbidden.has(code)) {
    return new UserError(
      'artifact.not-readable',
      `${path} cannot be read: permission denied. Change its permissions.`,
      {
        cause: error,
      },
    );
  }
  return error;
}
