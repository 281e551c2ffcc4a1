import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Of } from '../../../adapters/models/file-hash.ts';
import { createModelRegistry } from '../../../adapters/models/registry.ts';
import { fetchModels } from './fetch-models.ts';
import { listModels } from './list-models.ts';
import { verifyModels } from './verify-models.ts';

const MODEL = Buffer.from('stands for a network');

describe('models commands', () => {
  let folder: string;
  let pack: string;
  let output: string;
  const write = (text: string): void => {
    output += text;
  };
  const registry = () => createModelRegistry({ directory: path.join(folder, 'cache') });

  beforeEach(async () => {
    output = '';
    folder = await mkdtemp(path.join(tmpdir(), 'models commands '));
    pack = path.join(folder, 'pack.json');
    const own = { file: 'own.onnx', sha256: sha256Of(MODEL) };
    const licence = { name: 'custom', note: 'non-commercial research only' };
    await writeFile(path.join(folder, 'own.onnx'), MODEL);
    await writeFile(
      pack,
      JSON.stringify({
        name: 'mine',
        detector: { ...own, licence, decoder: 'scrfd', input: { size: { multipleOf: 32 } } },
        embedder: { ...own, licence: 'MIT', decoder: 'arcface112', input: { channels: 'rgb', mean: 0, scale: 1 } },
      }),
    );
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('list shows every known model with its state, in columns', async () => {
    expect(await listModels({ registry: registry(), write, json: false })).toBe(0);
    const lines = output.split('\n');
    expect(lines[0]).toMatch(/^pack +role +file +size +licence +state$/);
    expect(lines).toContainEqual(expect.stringMatching(/^bundled +detector +fr_detect\.onnx +1\.2 MB +MIT +missing$/));
    expect(lines).toContainEqual(expect.stringMatching(/^opencv-zoo +embedder .* 38\.7 MB +Apache-2\.0 +missing$/));
    const state = lines[0]?.indexOf('state');
    for (const line of lines.slice(1, 7)) expect(line.indexOf('missing')).toBe(state);
    expect(output).toContain(path.join(folder, 'cache'));
  });

  it('list gives the same as JSON', async () => {
    await listModels({ registry: registry(), write, json: true });
    const { models } = JSON.parse(output);
    expect(models).toHaveLength(6);
    expect(models[0]).toMatchObject({
      pack: 'bundled',
      role: 'detector',
      state: 'missing',
      bytes: 1_217_758,
      sha256: null,
    });
  });

  it('fetch of a pack that is all there shows it, with the notes of its licences', async () => {
    expect(await fetchModels({ registry: registry(), pack, write, json: false })).toBe(0);
    expect(output).toMatch(/^mine +detector +own\.onnx +0\.0 MB +custom \(\*\) +cached$/m);
    expect(output).toContain('(*) own.onnx: non-commercial research only');
  });

  it('fetch of an unknown pack rejects with the names', async () => {
    await expect(fetchModels({ registry: registry(), pack: 'antelope', write, json: true })).rejects.toMatchObject({
      code: 'models.unknown-pack',
    });
    expect(output).toBe('');
  });

  it('verify gives 0 for a right pack and 2 for a damaged or missing file', async () => {
    const one = registry();
    expect(await verifyModels({ registry: one, pack, write, json: false })).toBe(0);
    await writeFile(path.join(folder, 'own.onnx'), 'stands for an attack');
    output = '';
    expect(await verifyModels({ registry: one, pack, write, json: false })).toBe(2);
    expect(output).toContain('wrong hash');
    expect(output).toContain(`but ${sha256Of(MODEL)} is expected`);
    output = '';
    expect(await verifyModels({ registry: one, pack: 'bundled', write, json: false })).toBe(2);
    expect(output).toContain('Run `screenalytics models fetch bundled` to set it right.');
    expect(output).not.toContain('fr_pose.onnx is missing');
    output = '';
    expect(await verifyModels({ registry: one, pack, write, json: true })).toBe(2);
    expect(JSON.parse(output)).toMatchObject({ pack: 'mine', ok: false });
  });
});
