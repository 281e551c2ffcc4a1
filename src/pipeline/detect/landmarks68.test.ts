import { describe, expect, it } from 'vitest';
import { drawPicture } from '../made-up-pictures.test-support.ts';
import type { PixelBox, Point } from '../units.ts';
import { decodeLandmarks, fivePointsOf68, landmarkCrop, landmarkInput } from './landmarks68.ts';

const crop = (left: number, top: number, side: number): PixelBox => ({ left, top, width: side, height: side });

describe('landmarkCrop', () => {
  it('is a square about the centre of the box, a margin larger than its longer side', () => {
    expect(landmarkCrop({ left: 100, top: 50, width: 40, height: 60 }, 1.5)).toEqual(crop(75, 35, 90));
  });
});

describe('landmarkInput', () => {
  const slope = drawPicture(400, 400, (x, y) => [Math.round(x / 2), Math.round(x / 2), Math.round(y / 2)]);
  /** What the slope's luma is at a place, in the unit of the input. */
  const expected = ({ x, y }: Point): number => (0.886 * (x / 2) + 0.114 * (y / 2)) / 256;

  it.each([20, 64, 100, 128, 150, 257.3, 390])('shows the place it was asked for, crop side %d', (side) => {
    const region = crop(200.4 - side / 2, 199.7 - side / 2, side);
    const { data, dims } = landmarkInput(slope, region);
    expect(dims).toEqual([1, 1, 64, 64]);
    for (const [column, row] of [
      [3, 3],
      [32, 32],
      [60, 10],
      [10, 60],
    ] as const) {
      const step = side / 64;
      const place = { x: region.left + (column + 0.5) * step - 0.5, y: region.top + (row + 0.5) * step - 0.5 };
      // In picture pixels. The slope itself is rounded to whole values, two pixels each, and so is every halving.
      expect(Math.abs((data[64 * row + column] ?? 0) - expected(place)) * 512).toBeLessThan(1.75);
    }
  });

  it('repeats the edge outside the picture and stays below 1', () => {
    const white = drawPicture(50, 50, () => [255, 255, 255]);
    for (const side of [30, 300]) {
      const { data } = landmarkInput(white, crop(-40, -40, side));
      for (const value of data) expect(value).toBeCloseTo(255 / 256, 6);
    }
  });

  it('averages fine detail of large faces', () => {
    const checkers = drawPicture(512, 512, (x, y) => ((x + y) % 2 === 0 ? [255, 255, 255] : [0, 0, 0]));
    const { data } = landmarkInput(checkers, crop(0, 0, 512));
    const deviation = data.reduce((most, value) => Math.max(most, Math.abs(value - 0.5)), 0);
    expect(deviation).toBeLessThan(0.01);
  });
});

describe('decodeLandmarks', () => {
  it('reads pairs in units of the crop', () => {
    const output = { data: Float32Array.from({ length: 136 }, (_, i) => i / 128), dims: [1, 136] };
    const points = decodeLandmarks(output, { left: 100, top: 200, width: 128, height: 64 });
    expect(points).toHaveLength(68);
    expect(points[0]).toEqual({ x: 100, y: 200.5 });
    expect(points[1]).toEqual({ x: 102, y: 201.5 });
    expect(points[67]).toEqual({ x: 234, y: 267.5 });
  });
});

describe('fivePointsOf68', () => {
  it('takes eyes from the lids, the tip of the nose, and mouth corners from two points each (iBUG numbers)', () => {
    const points: Point[] = Array.from({ length: 68 }, () => ({ x: -999, y: -999 }));
    const put = (index: number, x: number, y: number) => {
      points[index] = { x, y };
    };
    // Lids of the left eye, then of the right one; corners 36, 39, 42, 45 are not asked.
    for (const [index, x, y] of [
      [37, 30, 48],
      [38, 34, 48],
      [40, 34, 52],
      [41, 30, 52],
      [43, 70, 47],
      [44, 74, 47],
      [46, 74, 53],
      [47, 70, 53],
      [30, 51, 70],
      [48, 38, 90],
      [60, 40, 92],
      [54, 66, 91],
      [64, 64, 91],
    ] as const)
      put(index, x, y);
    expect(fivePointsOf68(points)).toEqual({
      leftEye: { x: 32, y: 50 },
      rightEye: { x: 72, y: 50 },
      nose: { x: 51, y: 70 },
      leftMouth: { x: 39, y: 91 },
      rightMouth: { x: 65, y: 91 },
    });
  });
});
