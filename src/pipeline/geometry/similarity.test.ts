import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../units.ts';
import { applySimilarity, fitSimilarity, invertSimilarity, type Similarity } from './similarity.ts';

const corner: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 2, y: 0 },
  { x: 0, y: 1 },
];
const fitted = (from: readonly Point[], to: readonly Point[]): Similarity => {
  const transform = fitSimilarity(from, to);
  if (!transform) throw new Error('no transform was found');
  return transform;
};
const expectClose = (actual: Similarity, expected: Similarity): void => {
  for (const key of ['a', 'b', 'tx', 'ty'] as const) expect(actual[key], key).toBeCloseTo(expected[key], 9);
};

describe('fitSimilarity', () => {
  it('leaves points alone that are where they should be', () => {
    expectClose(fitted(corner, corner), { a: 1, b: 0, tx: 0, ty: 0 });
  });

  it('finds a shift by (5, −3)', () => {
    const to = corner.map(({ x, y }) => ({ x: x + 5, y: y - 3 }));
    expectClose(fitted(corner, to), { a: 1, b: 0, tx: 5, ty: -3 });
  });

  it('finds a scale of 2 about the origin', () => {
    const to = corner.map(({ x, y }) => ({ x: 2 * x, y: 2 * y }));
    expectClose(fitted(corner, to), { a: 2, b: 0, tx: 0, ty: 0 });
  });

  it('finds a quarter turn that takes the x axis to the y axis, which points down', () => {
    const to = corner.map(({ x, y }) => ({ x: -y, y: x }));
    expectClose(fitted(corner, to), { a: 0, b: 1, tx: 0, ty: 0 });
  });

  it('spreads the error evenly where no similarity fits: a segment of 2 onto points 2, 2 and 5 apart', () => {
    // About the means: from (−1, 0, 1), to (−2, −1, 3): a = (2 + 0 + 3) / 2 = 2.5; 1 goes to the mean 3.
    const line = [0, 1, 2].map((x) => ({ x, y: 0 }));
    const to = [1, 2, 6].map((x) => ({ x, y: 0 }));
    expectClose(fitted(line, to), { a: 2.5, b: 0, tx: 0.5, ty: 0 });
  });

  it('never mirrors: a mirrored square fits best as a point', () => {
    const square = [
      { x: -1, y: -1 },
      { x: 1, y: -1 },
      { x: 1, y: 1 },
      { x: -1, y: 1 },
    ];
    const mirrored = square.map(({ x, y }) => ({ x: -x, y }));
    expectClose(fitted(square, mirrored), { a: 0, b: 0, tx: 0, ty: 0 });
  });

  it('has no answer for points that coincide, or for none', () => {
    const same = [corner[0], corner[0], corner[0]].flatMap((point) => point ?? []);
    expect(fitSimilarity(same, corner)).toBeNull();
    expect(fitSimilarity([], [])).toBeNull();
  });
});

const coordinate = fc.integer({ min: -1000, max: 1000 });
const point = fc.record({ x: coordinate, y: coordinate });
const similarity = fc
  .record({ angle: fc.integer({ min: -180, max: 180 }), scale: fc.integer({ min: 1, max: 50 }), shift: point })
  .map(({ angle, scale, shift }) => ({
    a: (scale / 10) * Math.cos((angle * Math.PI) / 180),
    b: (scale / 10) * Math.sin((angle * Math.PI) / 180),
    tx: shift.x,
    ty: shift.y,
  }));

describe('similarities', () => {
  it('are undone by their inverse', () => {
    fc.assert(
      fc.property(similarity, point, (transform, start) => {
        const back = applySimilarity(invertSimilarity(transform), applySimilarity(transform, start));
        expect(back.x).toBeCloseTo(start.x, 6);
        expect(back.y).toBeCloseTo(start.y, 6);
      }),
    );
  });

  it('are found again from any two or more distinct points they moved', () => {
    const points = fc.uniqueArray(point, { minLength: 2, maxLength: 8, selector: ({ x, y }) => `${x} ${y}` });
    fc.assert(
      fc.property(similarity, points, (transform, from) => {
        const found = fitted(
          from,
          from.map((p) => applySimilarity(transform, p)),
        );
        for (const p of from) {
          const [expected, actual] = [applySimilarity(transform, p), applySimilarity(found, p)];
          expect(actual.x).toBeCloseTo(expected.x, 6);
          expect(actual.y).toBeCloseTo(expected.y, 6);
        }
      }),
    );
  });
});
