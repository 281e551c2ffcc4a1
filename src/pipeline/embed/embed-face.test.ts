import { describe, expect, it } from 'vitest';
import { madeUpFace } from '../made-up-faces.test-support.ts';
import { drawPicture } from '../made-up-pictures.test-support.ts';
import type { RunModel, Tensor } from '../units.ts';
import { type Embedder, embedFace } from './embed-face.ts';

const detection = madeUpFace(7, { left: 40, top: 30, width: 56, height: 56 });
/** Lively enough to count as sharp and well lit. */
const draw = (zoom: number) =>
  drawPicture(200 * zoom, 150 * zoom, (x, y) => [
    60 + ((x / zoom) % 140),
    50 + ((y / zoom) % 90) + (x % 3) * 20,
    90 + (y % 2) * 30,
  ]);
/** A network that answers with one vector and remembers what it was shown. */
function answering(...values: number[]) {
  const seen: Tensor[] = [];
  const run: RunModel = (inputs) => {
    const face = inputs['face'];
    if (face) seen.push(face);
    return Promise.resolve({ vector: { data: Float32Array.from(values), dims: [1, values.length] } });
  };
  const embedder: Embedder = {
    run,
    input: 'face',
    output: 'vector',
    layout: { channels: 'rgb', mean: 0, scale: 1 },
    lengthRange: null,
  };
  return { embedder, seen };
}

describe('embedFace', () => {
  it('shows the aligned face to the network and makes its answer a unit vector', async () => {
    const { embedder, seen } = answering(3, 4);
    const face = await embedFace(draw(1), detection, { embedder, zoom: 1 });
    expect(seen.map(({ dims }) => dims)).toEqual([[1, 3, 112, 112]]);
    expect(face?.sample).toMatchObject({ frame: 7, vector: Float32Array.of(0.6, 0.8) });
    expect(face?.length).toBeCloseTo(5, 6);
    expect([face?.chip.width, face?.chip.height]).toEqual([112, 112]);
  });

  it('finds the same face in a picture of twice the size', async () => {
    const { embedder, seen } = answering(1, 0);
    const smooth = (zoom: number) =>
      drawPicture(200 * zoom, 150 * zoom, (x, y) => [(x + 0.5) / zoom, (y + 0.5) / zoom, 40]);
    await embedFace(smooth(1), detection, { embedder, zoom: 1 });
    const zoomed = await embedFace(smooth(2), detection, { embedder, zoom: 2 });
    const [small, large] = seen;
    const difference = small?.data.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (large?.data[i] ?? 0))),
      0,
    );
    expect(difference).toBeLessThan(2);
    // The setting speaks of display pixels.
    expect(zoomed?.sample.setting.box).toEqual(detection.box);
  });

  it('trusts a face less whose raw vector is short, but never not at all', async () => {
    const lengthRange = { unrecognisable: 1, clear: 3 };
    const quality = async (length: number) => {
      const embedder = { ...answering(length, 0).embedder, lengthRange };
      return (await embedFace(draw(1), detection, { embedder, zoom: 1 }))?.sample.quality ?? Number.NaN;
    };
    const full = await quality(3);
    expect(full).toBeGreaterThan(0);
    expect(await quality(9)).toBe(full);
    expect(await quality(2)).toBeCloseTo(full / 2, 6);
    const least = await quality(0.1);
    expect(least).toBeGreaterThan(0);
    expect(least).toBeLessThan(0.1 * full);
  });

  it('gives nothing for points that coincide or an answer without direction', async () => {
    const { leftEye } = detection.points;
    const points = { leftEye, rightEye: leftEye, nose: leftEye, leftMouth: leftEye, rightMouth: leftEye };
    const { embedder } = answering(1, 0);
    expect(await embedFace(draw(1), { ...detection, points }, { embedder, zoom: 1 })).toBeNull();
    expect(await embedFace(draw(1), detection, { embedder: answering(0, 0).embedder, zoom: 1 })).toBeNull();
  });

  it('says so when the network has no such output', async () => {
    const embedder = { ...answering(1, 0).embedder, output: 'other' };
    await expect(embedFace(draw(1), detection, { embedder, zoom: 1 })).rejects.toThrow(/output named other/);
  });
});
