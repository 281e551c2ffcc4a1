import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledPack } from './bundled-pack.ts';
import { sha256Of } from './file-hash.ts';
import { createModelRegistry } from './registry.ts';

const MODEL = Buffer.from('stands for a network');
const SHA256 = sha256Of(MODEL);
const EMBEDDER = { channels: 'rgb', mean: 127.5, scale: 0.0078125 };

describe('a pack of the user’s own', () => {
  let folder: string;
  const registry = () => createModelRegistry({ directory: path.join(folder, 'cache') });
  const written = async (content: unknown): Promise<string> => {
    const file = path.join(folder, 'pack.json');
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const problemsOf = async (content: unknown): Promise<string> => {
    const failure: unknown = await registry()
      .resolvePack(await written(content))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'models.bad-descriptor' });
    const message = String((failure as Error).message);
    expect(message).not.toContain('\n');
    return message;
  };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'models custom '));
    await writeFile(path.join(folder, 'own.onnx'), MODEL);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('takes files beside it and models of known packs', async () => {
    const file = await written({
      name: 'mine',
      detector: {
        file: 'own.onnx',
        sha256: SHA256.toUpperCase(),
        licence: { name: 'custom', note: 'non-commercial research only' },
        decoder: 'scrfd',
        input: { name: 'input.1', scale: 0.5, size: { multipleOf: 32 } },
      },
      landmarks: 'bundled',
      embedder: 'bundled',
    });
    const pack = await registry().resolvePack(file);
    expect(pack.models.embedder).toBe(bundledPack.models.embedder);
    expect(pack.models.detector).toEqual({
      pack: 'mine',
      role: 'detector',
      file: 'own.onnx',
      sha256: SHA256,
      licence: { name: 'custom', note: 'non-commercial research only' },
      source: { kind: 'file', path: path.join(folder, 'own.onnx') },
      decoder: 'scrfd',
      input: { name: 'input.1', channels: 'rgb', mean: 127.5, scale: 0.5, size: { multipleOf: 32 } },
    });
  });

  it('is read as its documentation shows it', async () => {
    const manual = await readFile('docs/models.md', 'utf8');
    const [example] = [...manual.matchAll(/```json\n(.*?)```/gs)].map((block) => block[1]);
    const pack = await registry().resolvePack(await written(example));
    expect(pack.models.detector).toMatchObject({
      decoder: 'yunet',
      input: { channels: 'bgr', size: { multipleOf: 32 } },
    });
    expect(pack.models.landmarks).toBe(bundledPack.models.landmarks);
  });

  it('is proven like any other, and never repaired', async () => {
    const own = { file: 'own.onnx', licence: 'MIT' };
    const yunet = { ...own, decoder: 'yunet', input: { size: { width: 640, height: 640 } } };
    const arcface = { ...own, decoder: 'arcface112', input: EMBEDDER };
    const good = await registry().resolvePack(
      await written({ name: 'good', detector: { ...yunet, sha256: SHA256 }, embedder: { ...arcface, sha256: SHA256 } }),
    );
    const models = await registry().ensurePack(good, { offline: true });
    expect(models.embedder.path).toBe(path.join(folder, 'own.onnx'));

    const wrong = {
      ...good,
      models: { ...good.models, detector: { ...good.models.detector, sha256: '0'.repeat(64) } },
    };
    const refused = registry().ensurePack(wrong, { repair: true });
    await expect(refused).rejects.toMatchObject({ code: 'models.wrong-hash' });
    await expect(refused).rejects.toThrow(SHA256);

    const source = { kind: 'file', path: path.join(folder, 'gone.onnx') } as const;
    const gone = { ...good, models: { ...good.models, detector: { ...good.models.detector, source } } };
    await expect(registry().ensurePack(gone)).rejects.toMatchObject({ code: 'models.missing-file' });
  });

  it('without a hash is told the hash to paste', async () => {
    const detector = { file: 'own.onnx', licence: 'MIT', decoder: 'scrfd', input: { size: { multipleOf: 32 } } };
    const message = await problemsOf({ name: 'mine', detector, embedder: 'bundled' });
    expect(message).toContain(`add "sha256": "${SHA256}"`);
    const absent = { ...detector, file: 'nowhere.onnx' };
    expect(await problemsOf({ name: 'mine', detector: absent, embedder: 'bundled' })).toMatch(
      /so is the file .*nowhere/,
    );
  });

  it('is told all its problems at once', async () => {
    const message = await problemsOf({
      name: 'two words',
      colour: 'blue',
      detector: { file: 'own.onnx', sha256: 'abc', decoder: 'scrfd' },
      landmarks: 'opencv-zoo',
      embedder: { file: 'own.onnx', sha256: SHA256, licence: 'MIT', decoder: 'facenet', input: { size: 160 } },
    });
    expect(message).toContain('name: must be letters');
    expect(message).toContain('colour');
    expect(message).toContain('detector.sha256: must be 64 hexadecimal digits');
    expect(message).toContain('detector.licence: must be a name');
    expect(message).toContain('landmarks: there is no landmarks model in a pack "opencv-zoo", only in "bundled"');
    expect(message).toContain('embedder.input.size: must be');
  });

  it('must say how an embedder is fed, how large a detector’s picture is, and bring landmarks for ultraface', async () => {
    const own = { file: 'own.onnx', sha256: SHA256, licence: 'MIT' };
    const message = await problemsOf({
      name: 'mine',
      detector: { ...own, decoder: 'yunet' },
      embedder: { ...own, decoder: 'arcface112', input: { mean: 0, size: { width: 160, height: 160 } } },
    });
    expect(message).toContain('detector.input.size is missing');
    expect(message).toContain('embedder.input.channels is missing');
    expect(message).toContain('embedder.input.scale is missing');
    expect(message).toContain('embedder.input.size must be 112 × 112');
    expect(await problemsOf({ name: 'mine', detector: 'bundled', embedder: 'bundled' })).toContain(
      'landmarks is missing',
    );
    const decoder = await problemsOf({ name: 'm', detector: { ...own, decoder: 'yolo' }, embedder: 'bundled' });
    expect(decoder).toContain('detector.decoder must be one of ultraface, yunet, scrfd, not "yolo"');
  });

  it.each(['', '[]', 'null', '{"name": "x"', '"bundled"', '{}'])('refuses %j', async (content) => {
    await problemsOf(content);
  });

  it('that does not exist, and a name nobody knows, are told apart', async () => {
    await expect(registry().resolvePack(path.join(folder, 'no.json'))).rejects.toMatchObject({
      code: 'models.missing-file',
    });
    await expect(registry().resolvePack('buffalo_l')).rejects.toMatchObject({
      code: 'models.unknown-pack',
      message: expect.stringContaining('bundled, opencv-zoo'),
    });
  });
});
