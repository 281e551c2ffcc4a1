/** Files that appear whole: written beside, brought to the disk, renamed. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { systemCode } from './file-error.ts';
import type { FileStat, FileSystem, OpenFile } from './file-system.ts';

/** A file that has no place yet. Exactly one of the two methods is to be called. */
export interface UnplacedFile {
  readonly stat: FileStat;
  /** Gives it its place, where it replaces what was there. It survives a power cut from then on. */
  place(target: string): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Writes a file into the folder `beside`, which has to be on the disk of its later place. When writing fails or the body throws,
 * nothing stays.
 */
export async function writeUnplaced(
  fs: FileSystem,
  beside: string,
  body: AsyncIterable<Uint8Array>,
): Promise<UnplacedFile> {
  const temporary = path.join(beside, randomUUID());
  const discard = (): Promise<void> => fs.rm(temporary, { recursive: true, force: true });
  await fs.mkdir(beside, { recursive: true });
  const file = await fs.open(temporary, 'wx');
  let stat: FileStat;
  try {
    try {
      for await (const piece of body) await writeWhole(file, piece);
      await file.sync();
      stat = await file.stat({ bigint: true });
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard();
    throw error;
  }
  return {
    stat,
    discard,
    place: async (target) => {
      try {
        await renameInto(fs, temporary, target);
      } catch (error) {
        await discard();
        throw error;
      }
    },
  };
}

async function writeWhole(file: OpenFile, piece: Uint8Array): Promise<void> {
  for (let written = 0; written < piece.byteLength; ) {
    written += (await file.write(piece, written, piece.byteLength - written)).bytesWritten;
  }
}

/** A folder that a deletion emptied may vanish between making it and renaming into it: then it is made again. */
async function renameInto(fs: FileSystem, from: string, to: string): Promise<void> {
  const folder = path.dirname(to);
  for (let attempt = 1; ; attempt++) {
    try {
      const topmostNew = await fs.mkdir(folder, { recursive: true });
      await fs.rename(from, to);
      await syncFolders(fs, folder, topmostNew === undefined ? folder : path.dirname(topmostNew));
      return;
    } catch (error) {
      if (systemCode(error) !== 'ENOENT' || attempt === 10) throw error;
    }
  }
}

/** A file is found after a power cut when the folder that names it, and those above that are new, are on the disk too. */
async function syncFolders(fs: FileSystem, lowest: string, topmost: string): Promise<void> {
  for (let folder = lowest; ; folder = path.dirname(folder)) {
    await syncFolder(fs, folder);
    if (folder === topmost || folder === path.dirname(folder)) return;
  }
}

/** On some systems folders cannot be opened or brought to the disk by themselves; and one may have been deleted since. */
const NOT_TO_SYNC = ['ENOENT', 'EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'EBADF', 'ENOTSUP'];

async function syncFolder(fs: FileSystem, folder: string): Promise<void> {
  try {
    const handle = await fs.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!NOT_TO_SYNC.includes(systemCode(error))) throw error;
  }
}
