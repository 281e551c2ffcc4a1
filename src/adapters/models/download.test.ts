/** Models by URL, from a real HTTP server on this machine. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Of } from './file-hash.ts';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.test-support.ts';
import { opencvZooPack } from './opencv-zoo-pack.ts';
import type { ModelEntry, ModelPack } from './port.ts';
import { createModelRegistry } from './registry.ts';

const CONTENT = Buffer.alloc(300_000, 'model bytes ');
const YUNET = path.join(
  process.env['SCREENALYTICS_TEST_MODELS'] ?? path.resolve('..', 'shared', 'models'),
  'face_detection_yunet_2023mar.onnx',
);

describe('models by URL', () => {
  let folder: string;
  let server: LoopbackServer | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'models url '));
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  /** A registry and a pack of two small files, served by `answer`. */
  const serve = async (answer: RequestListener, entry: Partial<ModelEntry> = {}) => {
    server = await startLoopbackServer(answer);
    const zoo = opencvZooPack(server.url).models;
    const own = { sha256: sha256Of(CONTENT), bytes: CONTENT.length, ...entry };
    const source = { kind: 'url', url: `${server.url}any.onnx` } as const;
    const detector = {
      ...zoo.detector,
      file: 'small.onnx',
      ...own,
      source,
      role: 'detector',
      decoder: 'yunet',
    } as const;
    const embedder = {
      ...zoo.embedder,
      file: 'other.onnx',
      ...own,
      source,
      role: 'embedder',
      decoder: 'arcface112',
    } as const;
    const pack: ModelPack = { name: 'opencv-zoo', description: '', models: { detector, embedder } };
    return { pack, registry: createModelRegistry({ directory: folder, zooBaseUrl: server.url, silenceMs: 300 }) };
  };
  const stored = async (): Promise<string[]> => (await readdir(path.join(folder, 'opencv-zoo')).catch(() => [])).sort();

  it('downloads, proves and stores', async () => {
    const { registry, pack } = await serve((_, response) => response.end(CONTENT));
    const models = await registry.ensurePack(pack);
    expect(await readFile(models.detector.path)).toEqual(CONTENT);
    expect(await stored()).toEqual(['other.onnx', 'small.onnx']);
  });

  it('stores nothing when the hash is wrong', async () => {
    const { registry, pack } = await serve((_, response) => response.end(Buffer.alloc(CONTENT.length, 'x')));
    await expect(registry.ensurePack(pack)).rejects.toMatchObject({
      code: 'models.wrong-hash',
      message: expect.stringContaining(sha256Of(CONTENT)),
    });
    expect(await stored()).toEqual([]);
  });

  it('leaves no half file when the connection breaks in the middle', async () => {
    const { registry, pack } = await serve((request, response) => {
      response.writeHead(200, { 'content-length': CONTENT.length });
      response.write(CONTENT.subarray(0, 100_000), () => request.socket.destroy());
    });
    await expect(registry.ensurePack(pack)).rejects.toMatchObject({ code: 'models.download-failed', retryable: true });
    expect(await stored()).toEqual([]);
  });

  it('gives up on a server that falls silent', async () => {
    const { registry, pack } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': CONTENT.length });
      response.write(CONTENT.subarray(0, 1000));
    });
    await expect(registry.ensurePack(pack)).rejects.toMatchObject({
      code: 'models.download-failed',
      retryable: true,
      message: expect.stringContaining('nothing was received for 0.3 s'),
    });
    expect(await stored()).toEqual([]);
  });

  it('refuses a file larger than expected, announced or not', async () => {
    const announced = await serve((_, response) => response.end(Buffer.alloc(CONTENT.length + 1)));
    await expect(announced.registry.ensurePack(announced.pack)).rejects.toThrow(/300001 bytes are announced/);
    await server?.close();
    const chunked = await serve((_, response) => {
      response.write(CONTENT);
      response.end('and more');
    });
    await expect(chunked.registry.ensurePack(chunked.pack)).rejects.toThrow(/larger than the 300000 bytes/);
    expect(await stored()).toEqual([]);
  });

  it.each([
    [404, false],
    [503, true],
  ])('reports HTTP status %i', async (status, retryable) => {
    const { registry, pack } = await serve((_, response) => response.writeHead(status).end('no'));
    await expect(registry.ensurePack(pack)).rejects.toMatchObject({
      code: 'models.download-failed',
      retryable,
      message: expect.stringContaining(String(status)),
    });
  });

  it('says so when the server cannot be reached or the network is not to be used', async () => {
    const { registry, pack } = await serve((_, response) => response.end(CONTENT));
    await expect(registry.ensurePack(pack, { offline: true })).rejects.toMatchObject({ code: 'models.offline' });
    await server?.close();
    await expect(registry.ensurePack(pack)).rejects.toMatchObject({
      code: 'models.offline',
      message: expect.stringMatching(/ECONNREFUSED.*`screenalytics models fetch opencv-zoo`, or copy small\.onnx to /),
    });
  });

  it('stops with the reason of the signal', async () => {
    const { registry, pack } = await serve((_, response) => response.write(CONTENT.subarray(0, 1000)));
    const controller = new AbortController();
    const reason = new Error('enough');
    const onProgress = () => controller.abort(reason);
    await expect(registry.ensurePack(pack, { signal: controller.signal, onProgress })).rejects.toBe(reason);
  });

  it('reports a cache folder that cannot be written', async () => {
    const { pack } = await serve((_, response) => response.end(CONTENT));
    const registry = createModelRegistry({ directory: process.execPath });
    await expect(registry.ensurePack(pack)).rejects.toMatchObject({
      code: 'models.unwritable-cache',
      message: expect.stringContaining('SCREENALYTICS_MODELS_DIR'),
    });
  });

  it('fetches the real YuNet by its path in the OpenCV Zoo', async (context) => {
    if (!existsSync(YUNET)) context.skip(`no YuNet file in ${path.dirname(YUNET)} (SCREENALYTICS_TEST_MODELS)`);
    const { registry, pack } = await serve(async (request, response) => {
      const wanted = '/models/face_detection_yunet/face_detection_yunet_2023mar.onnx';
      if (request.url === wanted) response.end(await readFile(YUNET));
      else response.end(CONTENT);
    });
    const zoo = await registry.resolvePack('opencv-zoo');
    const models = await registry.ensurePack({ ...pack, models: { ...pack.models, detector: zoo.models.detector } });
    expect(models.detector.sha256).toBe(sha256Of(await readFile(models.detector.path)));
    expect(models.landmarks).toBeUndefined();
  });
});
