import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledPack } from './bundled-pack.ts';
import { createFileHasher, sha256Of } from './file-hash.ts';
import { storageError, storeModel } from './store-model.ts';

describe('storing models', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'models store '));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('stores proven bytes, also of a view into a larger buffer, and no others', async () => {
    const bytes = Buffer.from('0123456789').subarray(2, 5);
    const entry = { ...bundledPack.models.detector, sha256: sha256Of(Buffer.from('234')) };
    const file = path.join(folder, 'deep', 'model.onnx');
    await storeModel(entry, bytes, file);
    expect(await createFileHasher().hash(file)).toEqual({ sha256: entry.sha256, bytes: 3 });
    await expect(storeModel(entry, Buffer.from('235'), file)).rejects.toMatchObject({ code: 'models.wrong-hash' });
    expect(await readdir(path.dirname(file))).toEqual(['model.onnx']);
  });

  it('turns a full disk into a clear error', async (context) => {
    if (!existsSync('/dev/full')) context.skip('only Linux has a device that is always full');
    const full: unknown = await writeFile('/dev/full', 'x').catch((error: unknown) => error);
    expect(storageError(full, folder)).toMatchObject({ code: 'models.disk-full', retryable: true });
  });

  it('leaves errors that are not about storage alone', () => {
    const error = new Error('other');
    expect(storageError(error, folder)).toBe(error);
  });
});

describe('hashing files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'models hash '));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('knows the standard test vector and the absence of a file', async () => {
    const file = path.join(folder, 'abc');
    await writeFile(file, 'abc');
    // FIPS 180-2, appendix B.1.
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await createFileHasher().hash(file)).toEqual({ sha256, bytes: 3 });
    expect(await createFileHasher().hash(path.join(folder, 'none'))).toBeNull();
    expect(await createFileHasher().hash(path.join(file, 'below'))).toBeNull();
    expect(await createFileHasher().hash(folder)).toBeNull();
  });

  it('notices a change of equal length whose modification time was set back', async () => {
    const file = path.join(folder, 'changing');
    const hasher = createFileHasher();
    const then = new Date('2020-01-01T00:00:00Z');
    await writeFile(file, 'one');
    await utimes(file, then, then);
    const before = await hasher.hash(file);
    await writeFile(file, 'two');
    await utimes(file, then, then);
    expect((await hasher.hash(file))?.sha256).toBe(sha256Of(Buffer.from('two')));
    expect(before?.sha256).toBe(sha256Of(Buffer.from('one')));
  });
});
