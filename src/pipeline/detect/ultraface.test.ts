import { describe, expect, it } from 'vitest';
import { drawPicture } from '../made-up-pictures.test-support.ts';
import type { RunModel, Tensor } from '../units.ts';
import { createUltraface } from './ultraface.ts';

const picture = drawPicture(640, 480, () => [127, 255, 191]);
/** A network with these anchors: face score, then unit corners. */
function answering(...anchors: readonly [number, ...corners: [number, number, number, number]][]) {
  const inputs: Readonly<Record<string, Tensor>>[] = [];
  const run: RunModel = (input) => {
    inputs.push(input);
    return Promise.resolve({
      scores: {
        data: Float32Array.from(anchors.flatMap(([score]) => [1 - score, score])),
        dims: [1, anchors.length, 2],
      },
      boxes: { data: Float32Array.from(anchors.flatMap(([, ...corners]) => corners)), dims: [1, anchors.length, 4] },
    });
  };
  return { run, inputs };
}

describe('createUltraface', () => {
  it('feeds 320×240 RGB as (v − 127) / 128', async () => {
    const { run, inputs } = answering();
    await createUltraface(run).detect(picture, { left: 0, top: 0, width: 640, height: 480 });
    const input = inputs[0]?.['input'];
    expect(input?.dims).toEqual([1, 3, 240, 320]);
    const plane = 320 * 240;
    expect([input?.data[0], input?.data[plane], input?.data[2 * plane]]).toEqual([0, 1, 0.5]);
  });

  it('places unit corners in the region it looked at', async () => {
    const { run } = answering([0.95, 0.25, 0.5, 0.5, 0.75]);
    const region = { left: 100, top: -20, width: 160, height: 120 };
    const [face, ...others] = await createUltraface(run).detect(picture, region);
    expect(others).toEqual([]);
    expect(face?.box).toEqual({ left: 140, top: 40, width: 40, height: 30 });
    expect(face?.score).toBeCloseTo(0.95, 6);
    expect(face).toMatchObject({ support: 1, points: null });
    // The region is enlarged twice: 40 picture pixels are 80 of the input.
    expect(face?.inputSize).toBeCloseTo(80, 6);
  });

  it('counts weak anchors as votes for a face but never as a face', async () => {
    const { run } = answering(
      [0.9, 0.2, 0.2, 0.4, 0.5],
      [0.45, 0.21, 0.2, 0.41, 0.5],
      [0.05, 0.2, 0.2, 0.4, 0.5],
      [0.45, 0.7, 0.7, 0.9, 0.9],
    );
    const faces = await createUltraface(run).detect(picture, { left: 0, top: 0, width: 640, height: 480 });
    expect(faces).toHaveLength(1);
    expect(faces[0]).toMatchObject({ support: 2 });
  });

  it('ignores boxes without area', async () => {
    const { run } = answering([0.99, 0.5, 0.2, 0.5, 0.6], [0.99, 0.6, 0.6, 0.5, 0.7]);
    expect(await createUltraface(run).detect(picture, { left: 0, top: 0, width: 640, height: 480 })).toEqual([]);
  });

  it('says so when the model is another one', async () => {
    const detector = createUltraface(() => Promise.resolve({}));
    await expect(detector.detect(picture, { left: 0, top: 0, width: 640, height: 480 })).rejects.toThrow(/UltraFace/);
  });
});
