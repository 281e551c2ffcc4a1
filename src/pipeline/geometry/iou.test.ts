import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersectionArea, iou, shareInside } from './iou.ts';

const box = (left: number, top: number, width: number, height: number) => ({ left, top, width, height });
const anyBox = fc.record({
  left: fc.integer({ min: -50, max: 50 }),
  top: fc.integer({ min: -50, max: 50 }),
  width: fc.integer({ min: 1, max: 60 }),
  height: fc.integer({ min: 1, max: 60 }),
});

describe('iou', () => {
  it('is 50 / 150 for two 10 × 10 boxes that share half', () => {
    expect(intersectionArea(box(0, 0, 10, 10), box(5, 0, 10, 10))).toBe(50);
    expect(iou(box(0, 0, 10, 10), box(5, 0, 10, 10))).toBeCloseTo(1 / 3, 12);
  });

  it('is 0 for boxes that touch, lie apart in both directions, or have no area', () => {
    expect(iou(box(0, 0, 10, 10), box(10, 0, 10, 10))).toBe(0);
    expect(iou(box(0, 0, 10, 10), box(20, 20, 10, 10))).toBe(0);
    expect(iou(box(3, 3, 0, 10), box(0, 0, 10, 10))).toBe(0);
    expect(iou(box(3, 3, 0, 0), box(3, 3, 0, 0))).toBe(0);
  });

  it('is symmetric, between 0 and 1, and 1 only for the same box', () => {
    fc.assert(
      fc.property(anyBox, anyBox, (a, b) => {
        const value = iou(a, b);
        expect(value).toBe(iou(b, a));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        const same = a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
        expect(value === 1).toBe(same);
      }),
    );
  });
});

describe('shareInside', () => {
  it('tells the inner box from the outer', () => {
    expect(shareInside(box(2, 2, 4, 4), box(0, 0, 10, 10))).toBe(1);
    expect(shareInside(box(0, 0, 10, 10), box(2, 2, 4, 4))).toBe(0.16);
  });
});
