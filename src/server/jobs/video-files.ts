/**
 * Videos as local files, for ffmpeg: the storage's own file where objects are files, else a download into a folder. Downloads are
 * kept and used again. Those that nobody uses are removed, least recently used first, when all together grow above a limit.
 *
 * A file in use has a marker beside it that names the process, so that processes sharing the folder respect each other; markers
 * of processes that are gone do not count.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BlobStore } from '../../adapters/blobs/port.ts';
import { UserError } from '../../errors.ts';
import { explainSystemError } from '../system-error.ts';

export interface FetchOptions {
  /** Length of the object. A file of another length is not it. */
  readonly bytes: number;
  readonly signal?: AbortSignal;
  /** Told the bytes that have been downloaded so far. */
  readonly onBytes?: (bytes: number) => void;
}

export interface LocalVideo {
  readonly path: string;
  /** To be called when the file is not needed any more: until then it stays. */
  release(): Promise<void>;
}

export interface VideoFiles {
  /** @throws BlobError when the object cannot be had; UserError `videos.damaged`; the signal's reason. */
  fetch(key: string, options: FetchOptions): Promise<LocalVideo>;
}

export interface VideoFilesOptions {
  readonly blobs: Pick<BlobStore, 'get' | 'localFile'>;
  /** For downloads; made when first needed. Nothing else may be in it. */
  readonly directory: string;
  /** How much may stay when nobody uses it. */
  readonly limitBytes?: number;
}

const DEFAULT_LIMIT = 100 * 1024 ** 3;
/** What a killed process left half-written is removed after this time. */
const PARTIAL_MS = 24 * 3600_000;

export function createVideoFiles({ blobs, directory, limitBytes = DEFAULT_LIMIT }: VideoFilesOptions): VideoFiles {
  const download = async (key: string, file: string, { bytes, signal, onBytes }: FetchOptions): Promise<void> => {
    const partial = `${file}.${randomUUID()}.partial`;
    let received = 0;
    try {
      const { body } = await blobs.get(key, { ...(signal && { signal }) });
      const count = async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
        for await (const piece of pieces) {
          received += piece.byteLength;
          onBytes?.(received);
          yield piece;
        }
      };
      await pipeline(body, count, createWriteStream(partial, { flush: true }), { ...(signal && { signal }) });
      if (received !== bytes) throw wrongLength(key, received, bytes);
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true });
      signal?.throwIfAborted();
      throw explainSystemError(error);
    }
  };

  return {
    async fetch(key, options) {
      options.signal?.throwIfAborted();
      if (blobs.localFile) return { path: await blobs.localFile(key), release: () => Promise.resolve() };
      await mkdir(directory, { recursive: true });
      const name = createHash('sha256').update(key).digest('hex').slice(0, 32) + path.extname(key);
      const file = path.join(directory, name);
      const marker = `${file}.${process.pid}.${randomUUID()}.used`;
      await writeFile(marker, '');
      try {
        if ((await lengthOf(file)) === options.bytes) await utimes(file, new Date(), new Date());
        else await download(key, file, options);
        await removeUnused(directory, limitBytes);
      } catch (error) {
        await rm(marker, { force: true });
        throw error;
      }
      return {
        path: file,
        async release() {
          await rm(marker, { force: true });
          await removeUnused(directory, limitBytes);
        },
      };
    },
  };
}

async function lengthOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? found.size : null;
}

async function removeUnused(directory: string, limitBytes: number): Promise<void> {
  const names = await readdir(directory);
  const used = new Set<string>();
  for (const name of names.filter((each) => each.endsWith('.used'))) {
    const [, video = '', pid = ''] = /^(.+)\.(\d+)\.[0-9a-f-]{36}\.used$/.exec(name) ?? [];
    if (isRunning(Number(pid))) used.add(video);
    else await rm(path.join(directory, name), { force: true });
  }
  const kept: { readonly file: string; readonly bytes: number; readonly at: number; readonly isUsed: boolean }[] = [];
  for (const name of names.filter((each) => !each.endsWith('.used'))) {
    const file = path.join(directory, name);
    const found = await stat(file).catch(() => null);
    if (found === null) continue;
    if (!name.endsWith('.partial')) {
      kept.push({ file, bytes: found.size, at: found.mtimeMs, isUsed: used.has(name) });
    } else if (found.mtimeMs < Date.now() - PARTIAL_MS) await rm(file, { force: true });
  }
  let total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes, isUsed } of kept.sort((a, b) => a.at - b.at)) {
    if (total <= limitBytes) return;
    if (isUsed) continue;
    await rm(file, { force: true });
    total -= bytes;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It exists and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function wrongLength(key: string, received: number, expected: number): UserError {
  return new UserError(
    'videos.damaged',
    `The object ${key} has ${received} bytes instead of ${expected}: it was changed in the storage; upload the video again.`,
  );
}
