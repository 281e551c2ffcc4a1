/** What every inference engine must do, checked on the bundled face detector. For test files only. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../../pipeline/units.ts';
import type { InferenceEngine, ModelSession } from './port.ts';

const DIMS = [1, 3, 240, 320] as const;
const ANCHORS = 4420;

/**
 * Declares the suite.
 *
 * @param engine what is tested.
 * @param detectorFile gives the path of the bundled `fr_detect.onnx` (hash verified); called once, before the tests.
 */
export function describeInferenceEngine(engine: InferenceEngine, detectorFile: () => Promise<string>): void {
  describe('inference engine', () => {
    let file: string;
    let session: ModelSession;
    beforeAll(async () => {
      file = await detectorFile();
      session = await engine.open({ file, threads: 1 });
    });
    afterAll(() => session?.close());

    it('names inputs and outputs as the model does', () => {
      expect(session.inputs).toEqual(['input']);
      expect([...session.outputs].sort()).toEqual(['boxes', 'scores']);
    });

    it('gives the documented shapes, finite numbers, and scores that are probabilities', async () => {
      const { scores, boxes } = await session.run({ input: generatedPicture() });
      expect(scores?.dims).toEqual([1, ANCHORS, 2]);
      expect(boxes?.dims).toEqual([1, ANCHORS, 4]);
      expect(scores?.data.length).toBe(ANCHORS * 2);
      expect(boxes?.data.every(Number.isFinite)).toBe(true);
      for (let anchor = 0; anchor < ANCHORS; anchor++) {
        const sum = (scores?.data[anchor * 2] ?? 0) + (scores?.data[anchor * 2 + 1] ?? 0);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-4);
      }
    });

    it('gives the same bytes for the same input and leaves the input as it was', async () => {
      const input = generatedPicture();
      const first = await session.run({ input });
      const second = await session.run({ input });
      for (const name of session.outputs) expect(digestOf(second[name])).toEqual(digestOf(first[name]));
      expect(digestOf(input)).toEqual(digestOf(generatedPicture()));
    });

    it('gives outputs that a later run does not overwrite', async () => {
      const first = await session.run({ input: generatedPicture() });
      const kept = digestOf(first['scores']);
      await session.run({ input: { data: new Float32Array(generatedPicture().data.length), dims: DIMS } });
      expect(digestOf(first['scores'])).toEqual(kept);
    });

    it('agrees between one thread and two', async () => {
      const two = await engine.open({ file, threads: 2 });
      const [a, b] = [await session.run({ input: generatedPicture() }), await two.run({ input: generatedPicture() })];
      await two.close();
      const difference = a['scores']?.data.map((value, i) => Math.abs(value - (b['scores']?.data[i] ?? Number.NaN)));
      expect(Math.max(...(difference ?? [Number.NaN]))).toBeLessThan(1e-4);
    });

    it('rejects a wrong shape, a missing input and an unknown input', async () => {
      const { data } = generatedPicture();
      await expect(session.run({ input: { data, dims: [1, 3, 320, 240] } })).rejects.toThrow();
      await expect(session.run({ input: { data, dims: [1, 3, 240, 321] } })).rejects.toThrow();
      await expect(session.run({})).rejects.toThrow();
      await expect(session.run({ picture: generatedPicture() })).rejects.toThrow(/picture/);
    });

    it('can be closed twice and then refuses to run', async () => {
      const other = await engine.open({ file, threads: 1 });
      await other.close();
      await other.close();
      await expect(other.run({ input: generatedPicture() })).rejects.toThrow(/closed/);
    });
  });
}

/** A digest, because comparing large arrays element by element takes a test runner seconds. */
function digestOf(tensor: Tensor | undefined): string {
  const { data } = tensor ?? { data: new Float32Array() };
  return createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');
}

/** A smooth colour pattern in the detector's value range, about −1 to 1. */
function generatedPicture(): Tensor {
  const data = new Float32Array(3 * 240 * 320);
  for (let i = 0; i < data.length; i++) data[i] = Math.sin(i / 37) * Math.cos(i / 4111);
  return { data, dims: DIMS };
}
