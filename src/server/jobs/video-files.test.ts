import { randomUUID } from 'node:crypto';
import fs, { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalBlobStore } from '../../adapters/blobs/local-blob-store.ts';
import type { BlobStore } from '../../adapters/blobs/port.ts';
import { startFauxqsServer, startS3Trial } from '../../adapters/blobs/s3-servers.test-support.ts';
import { createVideoFiles } from './video-files.ts';

const KILOBYTE = Buffer.alloc(1000, 'x');

describe('videos as local files', () => {
  let folder: string;
  let bucket: { readonly store: BlobStore; close(): Promise<void> };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'video-files-'));
    bucket = await startS3Trial(await startFauxqsServer());
    for (const name of ['a', 'b', 'c', 'd']) await bucket.store.put(`raw/videos/${name}.mp4`, KILOBYTE);
  });
  afterAll(async () => {
    await bucket?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const directoryOf = (name: string): string => path.join(folder, name);
  const videosIn = async (directory: string): Promise<number> =>
    (await readdir(directory)).filter((name) => /^[0-9a-f]{32}\.mp4$/.test(name)).length;

  it('are the own files of a store on the disk', async () => {
    const root = directoryOf('store');
    const blobs = createLocalBlobStore({ root, fs, secret: 'x'.repeat(32), baseUrl: 'http://127.0.0.1/blobs' });
    await blobs.put('raw/videos/a.mp4', KILOBYTE);
    const files = createVideoFiles({ blobs, directory: directoryOf('unused') });
    const local = await files.fetch('raw/videos/a.mp4', { bytes: 1000 });
    expect(local.path).toBe(path.join(root, 'objects/raw/videos/a.mp4'));
    await local.release();
    expect(await readFile(local.path)).toEqual(KILOBYTE);
    await expect(files.fetch('raw/none.mp4', { bytes: 1 })).rejects.toMatchObject({ code: 'blobs.not-found' });
  });

  it('are downloaded once, and stay while they are used', async () => {
    const directory = directoryOf('limited');
    const files = createVideoFiles({ blobs: bucket.store, directory, limitBytes: 2000 });
    const told: number[] = [];
    const fetch = (name: string) =>
      files.fetch(`raw/videos/${name}.mp4`, { bytes: 1000, onBytes: (bytes) => told.push(bytes) });
    const a = await fetch('a');
    const again = await fetch('a');
    expect([a.path, told]).toEqual([again.path, [1000]]);
    expect(await readFile(a.path)).toEqual(KILOBYTE);
    const others = [await fetch('b'), await fetch('c'), await fetch('d')];
    expect(await videosIn(directory)).toBe(4);
    await a.release();
    // The second user of it is still there.
    expect(await readFile(a.path)).toEqual(KILOBYTE);
    await again.release();
    await expect(readFile(a.path)).rejects.toMatchObject({ code: 'ENOENT' });
    for (const each of others) await each.release();
    expect(await videosIn(directory)).toBe(2);
    expect((await readdir(directory)).filter((name) => name.endsWith('.used'))).toEqual([]);
  });

  it('are not held by processes that are gone', async () => {
    const directory = directoryOf('left');
    const files = createVideoFiles({ blobs: bucket.store, directory, limitBytes: 0 });
    const { path: file, release } = await files.fetch('raw/videos/a.mp4', { bytes: 1000 });
    // No system gives out this number.
    await writeFile(`${file}.2147483646.${randomUUID()}.used`, '');
    await release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('are whole or not there', async () => {
    const directory = directoryOf('whole');
    const files = createVideoFiles({ blobs: bucket.store, directory });
    const key = 'raw/videos/a.mp4';
    await expect(files.fetch(key, { bytes: 1001 })).rejects.toMatchObject({ code: 'videos.damaged' });
    await expect(files.fetch('raw/none.mp4', { bytes: 1 })).rejects.toMatchObject({ code: 'blobs.not-found' });
    const stop = new AbortController();
    const stopped = files.fetch(key, {
      bytes: 1000,
      signal: stop.signal,
      onBytes: () => stop.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(await readdir(directory)).toEqual([]);
    const { path: file } = await files.fetch(key, { bytes: 1000 });
    await writeFile(file, 'cut off');
    await files.fetch(key, { bytes: 1000 });
    expect(await readFile(file)).toEqual(KILOBYTE);
  });
});
