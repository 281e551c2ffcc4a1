/**
 * Files with a description: length, type, hash. The content is an ordinary file at an ordinary path, so that ffmpeg and
 * people find it. Its description is a small file in a second tree, named after the content's inode, length and time of
 * change. It is written before the content gets its place, and only ever found by the content it belongs to: content and
 * description change at one instant, without a lock, also between processes. A file that somebody put into the tree by hand
 * has no description and works too.
 */
import path from 'node:path';
import { z } from 'zod';
import { type BodyPromise, checkBody } from './checked-body.ts';
import { checkContentType, DEFAULT_CONTENT_TYPE } from './content-type.ts';
import { writeUnplaced } from './durable-write.ts';
import { isAbsent, systemCode } from './file-error.ts';
import type { FileStat, FileSystem, OpenFile } from './file-system.ts';
import type { BlobBody } from './port.ts';

export interface FileDescription {
  readonly bytes: number;
  readonly contentType: string;
  readonly modifiedAt: Date;
  /** The SHA-256 of the content; for a file put in by hand, its inode, length and time instead. */
  readonly etag: string;
  readonly sha256?: string;
}

export interface OpenedFile {
  readonly description: FileDescription;
  readonly file: OpenFile;
}

export interface WriteOptions extends BodyPromise {
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/** Names are relative paths with forward slashes that have been checked already. All methods reject with system errors. */
export interface StoredFiles {
  pathOf(name: string): string;
  write(name: string, body: BlobBody, options?: WriteOptions): Promise<FileDescription>;
  /** Null when there is none. The caller closes the file. */
  open(name: string): Promise<OpenedFile | null>;
  describe(name: string): Promise<FileDescription | null>;
  /** Gives whether there was one. */
  remove(name: string): Promise<boolean>;
}

export interface StoredFilesFolders {
  readonly contents: string;
  readonly descriptions: string;
  /** For files that are being written. */
  readonly unplaced: string;
}

const descriptionSchema = z.object({ contentType: z.string(), sha256: z.string() });

export function createStoredFiles(fs: FileSystem, folders: StoredFilesFolders): StoredFiles {
  const pathOf = (name: string): string => path.join(folders.contents, ...name.split('/'));
  const descriptionOf = (name: string, stat: FileStat): string =>
    path.join(folders.descriptions, ...`${name}@${fingerprint(stat)}.json`.split('/'));

  /** Null when the content was replaced in the meantime: its description goes with it. */
  const readDescription = async (name: string, stat: FileStat): Promise<FileDescription | null> => {
    const common = { bytes: Number(stat.size), modifiedAt: modifiedAt(stat) };
    try {
      const text = await fs.readFile(descriptionOf(name, stat), 'utf8');
      const { contentType, sha256 } = descriptionSchema.parse(JSON.parse(text));
      return { ...common, contentType, sha256, etag: sha256 };
    } catch (error) {
      if (!isAbsent(error)) throw error;
      const now = await statOf(name);
      if (!now || fingerprint(now) !== fingerprint(stat)) return null;
      return { ...common, contentType: DEFAULT_CONTENT_TYPE, etag: fingerprint(stat) };
    }
  };

  const openOnce = async (name: string): Promise<OpenedFile | null | 'replaced'> => {
    const file = await openIfThere(fs, pathOf(name));
    if (!file) return null;
    let description: FileDescription | null = null;
    try {
      const stat = await file.stat({ bigint: true });
      if (stat.isDirectory()) return null;
      description = await readDescription(name, stat);
      return description ? { file, description } : 'replaced';
    } finally {
      if (!description) await file.close();
    }
  };

  const statOf = async (name: string): Promise<FileStat | null> => {
    try {
      const stat = await fs.stat(pathOf(name), { bigint: true });
      return stat.isDirectory() ? null : stat;
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  };

  const dropDescription = async (name: string, stat: FileStat): Promise<void> => {
    await unlinkIfThere(fs, descriptionOf(name, stat));
    await removeEmptyFolders(fs, path.dirname(descriptionOf(name, stat)), folders.descriptions);
  };

  return {
    pathOf,

    async write(name, body, options = {}) {
      const { signal, ...promise } = options;
      const contentType = checkContentType(options.contentType);
      const checked = checkBody(name, body, promise, signal);
      const content = await writeUnplaced(fs, folders.unplaced, checked);
      const { bytes, sha256 } = checked.result();
      const replaced = await statOf(name);
      try {
        const text = Buffer.from(JSON.stringify({ contentType, sha256 }));
        const description = await writeUnplaced(fs, folders.unplaced, oneOf(text));
        await description.place(descriptionOf(name, content.stat));
      } catch (error) {
        await content.discard();
        throw error;
      }
      try {
        await content.place(pathOf(name));
      } catch (error) {
        await dropDescription(name, content.stat);
        throw error;
      }
      if (replaced) await unlinkIfThere(fs, descriptionOf(name, replaced));
      return { bytes, contentType, modifiedAt: modifiedAt(content.stat), etag: sha256, sha256 };
    },

    async open(name) {
      for (;;) {
        const opened = await openOnce(name);
        if (opened !== 'replaced') return opened;
      }
    },

    async describe(name) {
      for (;;) {
        const stat = await statOf(name);
        const description = stat && (await readDescription(name, stat));
        if (description || !stat) return description;
      }
    },

    async remove(name) {
      const stat = await statOf(name);
      if (!stat) return false;
      await unlinkIfThere(fs, pathOf(name));
      await dropDescription(name, stat);
      await removeEmptyFolders(fs, path.dirname(pathOf(name)), folders.contents);
      return true;
    },
  };
}

const modifiedAt = (stat: FileStat): Date => new Date(Number(stat.mtimeNs / 1_000_000n));

const fingerprint = (stat: FileStat): string => `${stat.ino}-${stat.size}-${stat.mtimeNs}`;

// biome-ignore lint/suspicious/useAwait: an async iterable is what is wanted.
async function* oneOf(piece: Uint8Array): AsyncIterable<Uint8Array> {
  yield piece;
}

async function openIfThere(fs: FileSystem, file: string): Promise<OpenFile | null> {
  try {
    return await fs.open(file, 'r');
  } catch (error) {
    // Some systems refuse to open a folder at all; no object is there either way.
    if (isAbsent(error) || systemCode(error) === 'EISDIR') return null;
    throw error;
  }
}

async function unlinkIfThere(fs: FileSystem, file: string): Promise<void> {
  try {
    await fs.unlink(file);
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}

/** Removes a folder and those above it as long as they are empty, up to but without `top`. */
async function removeEmptyFolders(fs: FileSystem, folder: string, top: string): Promise<void> {
  for (let at = folder; at !== top && at.startsWith(top); at = path.dirname(at)) {
    try {
      await fs.rmdir(at);
    } catch {
      // Not empty, or gone already: somebody else's, and no reason to fail a deletion that is done.
      return;
    }
  }
}
