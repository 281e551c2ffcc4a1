import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultModelsDirectory } from '../models/models-directory.ts';
import { readNpmSettings } from '../models/npm-settings.ts';
import { createModelRegistry } from '../models/registry.ts';
import { describeInferenceEngine } from './conformance.ts';
import { oneOperatorModel } from './one-operator-model.test-support.ts';
import { createOnnxEngine } from './onnx.ts';

const engine = createOnnxEngine();

describeInferenceEngine(engine, async () => {
  const directory = process.env['SCREENALYTICS_MODELS_DIR'] ?? defaultModelsDirectory(process.env);
  const npm = await readNpmSettings({ env: process.env, directory: process.cwd(), home: homedir() });
  const registry = createModelRegistry({ directory, npm });
  const models = await registry.ensurePack(await registry.resolvePack('bundled'), { repair: true });
  return models.detector.path;
});

describe('ONNX engine on hand-made networks', () => {
  let directory: string;
  const written = async (name: string, bytes: Uint8Array): Promise<string> => {
    const file = path.join(directory, name);
    await writeFile(file, bytes);
    return file;
  };
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'onnx engine é '));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('computes: Abs of (−1.5, 0, 2) is (1.5, 0, 2)', async () => {
    const file = await written('abs.onnx', oneOperatorModel('Abs', { output: 'float32' }));
    const session = await engine.open({ file, threads: 1 });
    const { y } = await session.run({ x: { data: Float32Array.of(-1.5, 0, 2), dims: [3] } });
    await session.close();
    expect(y).toEqual({ data: Float32Array.of(1.5, 0, 2), dims: [3] });
  });

  it('refuses a network whose output is not float32', async () => {
    const file = await written('isnan.onnx', oneOperatorModel('IsNaN', { output: 'bool' }));
    await expect(engine.open({ file, threads: 1 })).rejects.toMatchObject({
      code: 'inference.unsupported-type',
      message: expect.stringMatching(/output "y" is bool/),
    });
  });

  it('refuses a file that is no network, in one line', async () => {
    const file = await written('text.onnx', Buffer.from('this is no network'));
    await expect(engine.open({ file, threads: 1 })).rejects.toMatchObject({
      code: 'inference.bad-model',
      message: expect.stringMatching(/^[^\n]*text\.onnx[^\n]*$/),
    });
  });

  it('refuses zero threads', async () => {
    await expect(engine.open({ file: 'any.onnx', threads: 0 })).rejects.toThrow(RangeError);
  });
});
