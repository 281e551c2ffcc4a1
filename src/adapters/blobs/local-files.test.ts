import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, piecesOf, readAll, sha256Of } from './body-content.test-support.ts';
import { explainFileError } from './file-error.ts';
import type { FileSystem, OpenFile } from './file-system.ts';
import { createLocalBlobStore, type LocalBlobStore } from './local-blob-store.ts';
import { MIN_PART_BYTES } from './port.ts';

const SECRET = 'a secret of at least 32 characters';
const HOUR = 3600_000;

describe('files of the local store', () => {
  let root: string;
  const open = (fileSystem: FileSystem = fs): LocalBlobStore =>
    createLocalBlobStore({ root, fs: fileSystem, secret: SECRET, baseUrl: 'http://127.0.0.1/blobs' });
  beforeEach(async () => {
    root = await fs.mkdtemp(path.join(tmpdir(), 'blobs-files-'));
  });
  afterEach(() => fs.rm(root, { recursive: true, force: true }));
  const files = async (): Promise<string[]> => {
    const entries = await fs.readdir(root, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .sort();
  };

  it('are ordinary files at their keys, with one description each and nothing else', async () => {
    const store = open();
    for (const text of ['one', 'two', 'three']) await store.put('raw/videos/x/episode.mp4', bytesOf(text));
    await store.put('gone', bytesOf('x'));
    await store.delete('gone');
    expect((await files()).map((name) => name.replace(/@.*/, '@'))).toEqual([
      'descriptions/raw/videos/x/episode.mp4@',
      'objects/raw/videos/x/episode.mp4',
    ]);
    expect(await fs.readFile(path.join(root, 'objects/raw/videos/x/episode.mp4'), 'utf8')).toBe('three');
    expect(await store.localFile?.('raw/videos/x/episode.mp4')).toBe(
      path.join(root, 'objects/raw/videos/x/episode.mp4'),
    );
    await expect(store.localFile?.('raw/none')).rejects.toMatchObject({ code: 'blobs.not-found' });
    await expect(store.localFile?.('../x')).rejects.toMatchObject({ code: 'blobs.bad-key' });
    await store.deletePrefix('raw/');
    expect(await fs.readdir(path.join(root, 'objects'))).toEqual([]);
    expect(await fs.readdir(path.join(root, 'descriptions'))).toEqual([]);
  });

  it('that somebody put there are objects too', async () => {
    const store = open();
    await store.put('by-hand/x.mp4', bytesOf('stored'), { contentType: 'video/mp4' });
    await fs.writeFile(path.join(root, 'objects/by-hand/x.mp4.new'), 'by hand');
    await fs.rename(path.join(root, 'objects/by-hand/x.mp4.new'), path.join(root, 'objects/by-hand/x.mp4'));
    const info = await store.head('by-hand/x.mp4');
    expect(info).toMatchObject({ bytes: 7, contentType: 'application/octet-stream' });
    expect(info.sha256).toBeUndefined();
    expect((await store.list('by-hand/')).blobs).toHaveLength(1);
    expect((await readAll((await store.get('by-hand/x.mp4')).body)).toString()).toBe('by hand');
    const copy = await store.copy('by-hand/x.mp4', 'by-hand/y.mp4');
    expect(copy.sha256).toBe(sha256Of(bytesOf('by hand')));
  });

  it('are not there when their writer was killed; what it wrote is swept away when it is old', async () => {
    const script = fileURLToPath(new URL('put-forever.test-support.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, root, 'killed/x'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = open();
    await expect(store.head('killed/x')).rejects.toMatchObject({ code: 'blobs.not-found' });
    expect(await store.list('')).toEqual({ blobs: [] });
    expect(await files()).toHaveLength(1);
    expect(await store.sweep(new Date(Date.now() - HOUR))).toBe(0);
    expect(await store.sweep(new Date(Date.now() + HOUR))).toBe(1);
    expect(await files()).toEqual([]);
  });

  it('of open uploads are not swept away', async () => {
    const store = open();
    const upload = await store.multipart.create('kept/x');
    await store.uploads.writePart(upload, 1, bytesOf('part'), {});
    expect(await store.sweep(new Date(Date.now() + HOUR))).toBe(0);
    expect(await open().multipart.listParts(upload)).toHaveLength(1);
  });

  it('of an upload are gone when it is completed, cancelled, or cancelled while a part arrives', async () => {
    const store = open();
    const [done, cancelled, late] = [
      await store.multipart.create('upload/done'),
      await store.multipart.create('upload/cancelled'),
      await store.multipart.create('upload/late'),
    ];
    const part = await store.uploads.writePart(done, 1, bytesOf('part'), {});
    await store.multipart.complete(done, [{ ...part, etag: `"${part.etag}"` }]);
    await expect(store.multipart.listParts(done)).rejects.toMatchObject({ code: 'blobs.no-such-upload' });
    await store.uploads.writePart(cancelled, 1, bytesOf('part'), {});
    await store.multipart.abort(cancelled);
    async function* cancelling(): AsyncGenerator<Uint8Array> {
      yield bytesOf('part');
      await store.multipart.abort(late);
    }
    await expect(store.uploads.writePart(late, 1, cancelling(), {})).rejects.toMatchObject({
      code: 'blobs.no-such-upload',
    });
    expect((await files()).map((name) => name.replace(/@.*/, '@'))).toEqual([
      'descriptions/upload/done@',
      'objects/upload/done',
    ]);
  });

  it('of an upload stay when completing it is interrupted, and it can be completed again', async () => {
    const store = open();
    const upload = await store.multipart.create('again/x');
    const first = await store.uploads.writePart(upload, 1, Buffer.alloc(MIN_PART_BYTES), {});
    const last = await store.uploads.writePart(upload, 2, bytesOf('end'), {});
    const full = open(failingToWrite(3, 'ENOSPC'));
    await expect(full.multipart.complete(upload, [first, last])).rejects.toMatchObject({ code: 'blobs.storage-full' });
    await expect(store.head('again/x')).rejects.toMatchObject({ code: 'blobs.not-found' });
    expect(await store.multipart.complete(upload, [first, last])).toMatchObject({ bytes: MIN_PART_BYTES + 3 });
  });

  it('are not written half when the disk is full, and the message says so', async () => {
    await open().put('full/x', bytesOf('before'));
    for (let writes = 0; writes < 3; writes++) {
      const full = open(failingToWrite(writes, 'ENOSPC'));
      const put = full.put('full/x', piecesOf(bytesOf('after'), 3));
      await expect(put).rejects.toMatchObject({ name: 'BlobError', code: 'blobs.storage-full', retryable: true });
      await expect(put).rejects.toThrow(
        `Could not store an object: no space is left in ${root}; free some, then try again`,
      );
    }
    expect((await readAll((await open().get('full/x')).body)).toString()).toBe('before');
    expect(await files()).toHaveLength(2);
  });

  it.skipIf(!existsSync('/dev/full'))('meet a device that is really full', async () => {
    const error: unknown = await fs.writeFile('/dev/full', 'x').catch((caught: unknown) => caught);
    expect(explainFileError(error, 'put failed', '/dev')).toMatchObject({ code: 'blobs.storage-full' });
  });

  it.skipIf(process.getuid?.() === 0)('need a folder that may be written', async () => {
    await fs.chmod(root, 0o500);
    await expect(open().put('x', bytesOf('x'))).rejects.toMatchObject({
      code: 'blobs.access-denied',
      retryable: false,
    });
    await fs.chmod(root, 0o700);
  });

  it('need rights, and the message says which folder', async () => {
    const put = open(failingToWrite(0, 'EACCES')).put('x', bytesOf('x'));
    await expect(put).rejects.toMatchObject({ code: 'blobs.access-denied', retryable: false });
    await expect(put).rejects.toThrow(`${root} may not be read or written (EACCES)`);
  });

  it('cannot be a file and a folder at once', async () => {
    const store = open();
    await store.put('a/b', bytesOf('x'));
    await expect(store.put('a/b/c', bytesOf('x'))).rejects.toMatchObject({ code: 'blobs.key-conflict' });
    await expect(store.put('a', bytesOf('x'))).rejects.toMatchObject({ code: 'blobs.key-conflict' });
    expect((await files()).filter((name) => !name.startsWith('descriptions/'))).toEqual(['objects/a/b']);
    expect((await store.head('a/b')).bytes).toBe(1);
  });

  it('are written and deleted beside each other without getting in each other’s way', async () => {
    const store = open();
    // Deleting the last object of a folder removes the folder, into which somebody may be about to write.
    const turns = Array.from({ length: 8 }, async (_, n) => {
      for (let turn = 0; turn < 15; turn++) {
        await store.put(`busy/deep/${n}`, bytesOf(`${n}`));
        await store.delete(`busy/deep/${n}`);
      }
    });
    await Promise.all(turns);
    expect(await store.list('busy/')).toEqual({ blobs: [] });
    expect(await files()).toEqual([]);
  });

  it('are signed for with a secret that is long enough', () => {
    const short = (): unknown => createLocalBlobStore({ root, fs, secret: 'short', baseUrl: 'http://127.0.0.1' });
    expect(short).toThrow(/at least 32 characters/);
  });

  /** A disk on which writing fails after so many writes. */
  function failingToWrite(writes: number, code: string): FileSystem {
    let left = writes;
    return {
      ...fs,
      open: async (name, flags): Promise<OpenFile> => {
        const file = await fs.open(name, flags);
        return {
          read: (buffer, offset, length, position) => file.read(buffer, offset, length, position),
          write: (buffer, offset, length) => {
            if (left-- <= 0) return Promise.reject(Object.assign(new Error(code), { code }));
            return file.write(buffer, offset, length);
          },
          sync: () => file.sync(),
          stat: (options) => file.stat(options),
          close: () => file.close(),
        };
      },
    };
  }
});
