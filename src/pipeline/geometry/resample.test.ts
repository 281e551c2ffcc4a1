import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPicture, greyPicture, pixelAt } from '../made-up-pictures.test-support.ts';
import type { Tensor } from '../units.ts';
import { halvePicture, resampleToTensor, type TensorLayout } from './resample.ts';

const PLAIN = { channels: 'rgb', mean: 0, scale: 1 } as const;
/** One plane of the tensor (0–2), row after row. */
function plane({ data, dims }: Tensor, index: number): number[] {
  const size = (dims[2] ?? 0) * (dims[3] ?? 0);
  return [...data.subarray(index * size, (index + 1) * size)];
}

describe('resampleToTensor', () => {
  it('copies pixel by pixel where nothing changes size, as planes', () => {
    const picture = drawPicture(3, 2, (x, y) => [10 * x + y, 100 + 10 * x + y, 200 + 10 * x + y]);
    const tensor = resampleToTensor(
      picture,
      { left: 0, top: 0, width: 3, height: 2 },
      { ...PLAIN, width: 3, height: 2 },
    );
    expect(tensor.dims).toEqual([1, 3, 2, 3]);
    expect(plane(tensor, 0)).toEqual([0, 10, 20, 1, 11, 21]);
    expect(plane(tensor, 1)).toEqual([100, 110, 120, 101, 111, 121]);
    expect(plane(tensor, 2)).toEqual([200, 210, 220, 201, 211, 221]);
  });

  it('puts blue first on request, and normalises as (v − mean) · scale', () => {
    const picture = drawPicture(1, 1, () => [10, 20, 30]);
    const layout = { width: 1, height: 1, channels: 'bgr', mean: 20, scale: 0.5 } as const;
    const { data } = resampleToTensor(picture, { left: 0, top: 0, width: 1, height: 1 }, layout);
    expect([...data]).toEqual([5, 0, -5]);
  });

  it('reads a region of a larger picture', () => {
    const picture = drawPicture(6, 5, (x, y) => [10 * x + y, 0, 0]);
    const tensor = resampleToTensor(
      picture,
      { left: 2, top: 3, width: 3, height: 2 },
      { ...PLAIN, width: 3, height: 2 },
    );
    expect(plane(tensor, 0)).toEqual([23, 33, 43, 24, 34, 44]);
  });

  it('enlarges 2×2 to 4×4 by hand: edge values repeat, then ¼ and ¾ of the way', () => {
    const picture = greyPicture([
      [0, 100],
      [200, 40],
    ]);
    const tensor = resampleToTensor(
      picture,
      { left: 0, top: 0, width: 2, height: 2 },
      { ...PLAIN, width: 4, height: 4 },
    );
    const rows = [
      [0, 25, 75, 100],
      [50, 58.75, 76.25, 85],
      [150, 126.25, 78.75, 55],
      [200, 160, 80, 40],
    ];
    expect(plane(tensor, 1)).toEqual(rows.flat());
  });

  it('stretches: each side has its own scale', () => {
    const picture = greyPicture([[0, 100]]);
    const tensor = resampleToTensor(
      picture,
      { left: 0, top: 0, width: 2, height: 1 },
      { ...PLAIN, width: 2, height: 3 },
    );
    expect(plane(tensor, 0)).toEqual([0, 100, 0, 100, 0, 100]);
  });

  it('halves 4×2, letterboxed, by hand: each value is the mean of four', () => {
    const picture = greyPicture([
      [0, 10, 100, 200],
      [20, 31, 50, 50],
    ]);
    const layout = { width: 2, height: 3, channels: 'bgr', mean: 10, scale: 2 } as const;
    const tensor = resampleToTensor(picture, { left: 0, top: -2, width: 4, height: 6 }, layout);
    for (const index of [0, 1, 2]) expect(plane(tensor, index)).toEqual([0, 0, 10.5, 180, 0, 0]);
  });

  it('gives at half the size what it gives a hair beside it', () => {
    const picture = drawPicture(40, 30, (x, y) => [(x * x + 7 * y) % 256, (31 * x * y) % 256, (x ^ y) * 3]);
    const layout = { width: 8, height: 6, channels: 'rgb', mean: 127, scale: 1 / 128 } as const;
    const half = resampleToTensor(picture, { left: 6, top: 20, width: 16, height: 12 }, layout);
    const beside = resampleToTensor(picture, { left: 6, top: 20, width: 16 + 1e-9, height: 12 }, layout);
    for (const [i, value] of half.data.entries()) expect(value).toBeCloseTo(beside.data[i] ?? Number.NaN, 6);
  });

  it('is 0 outside the picture, whatever the mean', () => {
    const picture = greyPicture([
      [255, 255],
      [255, 255],
    ]);
    const layout = { width: 4, height: 3, channels: 'rgb', mean: 127, scale: 1 / 128 } as const;
    const tensor = resampleToTensor(picture, { left: -1, top: -1, width: 4, height: 3 }, layout);
    expect(plane(tensor, 2)).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0]);
    const elsewhere = resampleToTensor(picture, { left: 50, top: 0, width: 4, height: 3 }, layout);
    expect(elsewhere.data.every((value) => value === 0)).toBe(true);
  });

  it('never leaves the range of the picture, and keeps a plain picture plain', () => {
    const value = fc.integer({ min: 0, max: 255 });
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(
        fc.record({ width: size, height: size, values: fc.array(value, { minLength: 81, maxLength: 81 }) }),
        fc.record({
          width: size,
          height: size,
          channels: fc.constantFrom<TensorLayout['channels']>('rgb', 'bgr'),
          mean: fc.constant(0),
          scale: fc.constant(1),
        }),
        ({ width, height, values }, layout) => {
          const picture = drawPicture(width, height, (x, y) => [values[9 * y + x] ?? 0, 77, 200]);
          const tensor = resampleToTensor(picture, { left: 0, top: 0, width, height }, layout);
          const used = Array.from({ length: width * height }, (_, i) => picture.data[3 * i] ?? 0);
          for (const red of plane(tensor, layout.channels === 'rgb' ? 0 : 2)) {
            expect(red).toBeGreaterThanOrEqual(Math.min(...used) - 1e-3);
            expect(red).toBeLessThanOrEqual(Math.max(...used) + 1e-3);
          }
          for (const green of plane(tensor, 1)) expect(green).toBeCloseTo(77, 3);
        },
      ),
    );
  });
});

describe('halvePicture', () => {
  it('averages 2×2 blocks, halves rounded up: (10 + 20 + 30 + 42) / 4 = 25.5', () => {
    const picture = greyPicture([
      [10, 20, 0, 0],
      [30, 42, 0, 1],
    ]);
    expect(halvePicture(picture)).toEqual(greyPicture([[26, 0]]));
  });

  it('keeps colours apart', () => {
    const picture = drawPicture(2, 2, (x, y) => [x === 0 ? 0 : 100, y === 0 ? 0 : 60, 9]);
    expect(pixelAt(halvePicture(picture), 0, 0)).toEqual([50, 30, 9]);
  });

  it('drops the last column and row of odd sizes', () => {
    const picture = greyPicture([
      [8, 8, 255],
      [8, 8, 255],
      [255, 255, 255],
    ]);
    expect(halvePicture(picture)).toEqual(greyPicture([[8]]));
  });

  it('averages pairs where a side is a single pixel, and leaves 1×1 alone', () => {
    expect(halvePicture(greyPicture([[10, 30]]))).toEqual(greyPicture([[20]]));
    expect(halvePicture(greyPicture([[10], [30]]))).toEqual(greyPicture([[20]]));
    expect(halvePicture(greyPicture([[7]]))).toEqual(greyPicture([[7]]));
  });

  it('keeps a plain picture plain', () => {
    const size = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 0, max: 255 }), (width, height, value) => {
        const halved = halvePicture(drawPicture(width, height, () => [value, value, value]));
        expect([halved.width, halved.height]).toEqual([Math.max(1, width >> 1), Math.max(1, height >> 1)]);
        expect(halved.data.every((v) => v === value)).toBe(true);
      }),
    );
  });
});
