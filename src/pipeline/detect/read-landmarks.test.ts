import { describe, expect, it } from 'vitest';
import { drawPicture } from '../made-up-pictures.test-support.ts';
import { plausibilityOf, readLandmarks } from './read-landmarks.ts';

const picture = drawPicture(200, 200, () => [100, 100, 100]);
const box = { left: 50, top: 50, width: 80, height: 100 };
/** A network that puts all 68 points at one place of the crop, the next place on every call. */
function answering(...places: readonly [number, number][]) {
  let call = 0;
  return () => {
    const [x, y] = places[call++ % places.length] ?? [0, 0];
    const data = Float32Array.from({ length: 136 }, (_, i) => (i % 2 === 0 ? x : y));
    return Promise.resolve({ output: { data, dims: [1, 136] } });
  };
}

describe('readLandmarks', () => {
  it('has no spread when both crops, which share their centre, show the same point', async () => {
    const reading = await readLandmarks(picture, box, answering([0.5, 0.5]));
    expect(reading.spread).toBeCloseTo(0, 6);
    expect(reading.points.nose).toEqual({ x: 90, y: 100 });
  });

  it('measures the spread in longer box sides', async () => {
    // Whatever the margins: the second point lies a quarter of the second crop to the right of the common centre.
    const wide = await readLandmarks(picture, box, answering([0.5, 0.5], [0.75, 0.5]));
    expect(wide.spread).toBeGreaterThan(0.25);
    expect(wide.spread).toBeLessThan(0.4);
    const doubled = { left: 10, top: 0, width: 160, height: 200 };
    const large = await readLandmarks(picture, doubled, answering([0.5, 0.5], [0.75, 0.5]));
    expect(large.spread).toBeCloseTo(wide.spread, 6);
  });

  it('says so when the model is no landmark model', async () => {
    await expect(readLandmarks(picture, box, () => Promise.resolve({}))).rejects.toThrow(/68-point landmark model/);
  });
});

describe('plausibilityOf', () => {
  it('is 1 for agreement and falls towards 0', () => {
    expect(plausibilityOf(0)).toBe(1);
    const values = [0, 0.02, 0.05, 0.1, 0.3, 1].map(plausibilityOf);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values.at(-1)).toBeGreaterThan(0);
    expect(values.at(-1)).toBeLessThan(0.01);
  });
});
