import { describe, expect, it } from 'vitest';
import { drawPicture } from '../made-up-pictures.test-support.ts';
import type { RgbPicture } from '../units.ts';
import { chipQuality } from './chip-quality.ts';

const SIDE = 112;
/** Vertical stripes, 8 pixels wide, of two grey values. */
const stripes = (low: number, high: number): RgbPicture =>
  drawPicture(SIDE, SIDE, (x) => {
    const value = x % 16 < 8 ? low : high;
    return [value, value, value];
  });
const plain = (value: number): RgbPicture => drawPicture(SIDE, SIDE, () => [value, value, value]);

/** Mean over a square of (2 · radius + 1)² pixels. */
function blurred({ width, height, data }: RgbPicture, radius: number): RgbPicture {
  return drawPicture(width, height, (x, y) => {
    let sum = 0;
    let count = 0;
    for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++) {
      for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
        sum += data[3 * (v * width + u)] ?? 0;
        count++;
      }
    }
    const value = Math.round(sum / count);
    return [value, value, value];
  });
}

describe('sharpness', () => {
  it('falls as a picture is blurred more and more', () => {
    const crisp = stripes(60, 190);
    const values = [crisp, ...[1, 2, 3].map((radius) => blurred(crisp, radius))].map(
      (chip) => chipQuality(chip).sharpness,
    );
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThan(values[i - 1] ?? 0);
    expect(values[0]).toBeGreaterThan(0.9);
  });

  it('is 0 for a plain picture and for an even slope of brightness', () => {
    expect(chipQuality(plain(128)).sharpness).toBe(0);
    const slope = drawPicture(SIDE, SIDE, (x, y) => [x + y, x + y, x + y]);
    // Luma weights are no binary fractions: all but nothing.
    expect(chipQuality(slope).sharpness).toBeLessThan(1e-9);
  });

  it('looks at the face, not at the border: a frame of noise changes nothing', () => {
    const inner = stripes(100, 140);
    const framed = drawPicture(SIDE, SIDE, (x, y) => {
      const border = Math.min(x, y, SIDE - 1 - x, SIDE - 1 - y) < 10;
      const value = border ? (x * y * 37) % 256 : (inner.data[3 * (y * SIDE + x)] ?? 0);
      return [value, value, value];
    });
    expect(chipQuality(framed)).toEqual(chipQuality(inner));
  });
});

describe('exposure', () => {
  it('is 1 for a well lit face', () => {
    expect(chipQuality(stripes(90, 170)).exposure).toBe(1);
  });

  it('is 0 for black, for blown out and for flat grey', () => {
    for (const value of [0, 255, 128]) expect(chipQuality(plain(value)).exposure).toBeLessThan(1e-6);
  });

  it('falls towards the dark and towards the bright end', () => {
    const at = (low: number, high: number) => chipQuality(stripes(low, high)).exposure;
    expect(at(0, 20)).toBeLessThan(at(10, 60));
    expect(at(10, 60)).toBeLessThan(at(90, 170));
    expect(at(235, 255)).toBeLessThan(at(190, 250));
    expect(at(190, 250)).toBeLessThan(at(90, 170));
  });
});

it('gives a chip too small to look at nothing', () => {
  expect(chipQuality(drawPicture(2, 2, () => [128, 128, 128]))).toEqual({ sharpness: 0, exposure: 0 });
});
