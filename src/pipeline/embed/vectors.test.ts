import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { direction } from '../made-up-faces.test-support.ts';
import { cosine, meanDirection, normalised } from './vectors.ts';

const number = fc.integer({ min: -1000, max: 1000 });
const raw = fc.array(number, { minLength: 4, maxLength: 4 }).filter((values) => values.some((value) => value !== 0));

describe('normalised', () => {
  it('scales (3, 4) to (0.6, 0.8)', () => {
    expect(normalised(Float32Array.of(3, 4))).toEqual(Float32Array.of(0.6, 0.8));
  });

  it('refuses what has no direction', () => {
    for (const values of [[0, 0], [Number.NaN, 1], [Number.POSITIVE_INFINITY, 1], []]) {
      expect(normalised(Float32Array.from(values))).toBeNull();
    }
  });

  it('gives length 1 and leaves its input alone', () => {
    fc.assert(
      fc.property(raw, (values) => {
        const input = Float32Array.from(values);
        const unit = normalised(input);
        expect(Math.hypot(...(unit ?? []))).toBeCloseTo(1, 5);
        expect([...input]).toEqual(values);
      }),
    );
  });
});

describe('cosine', () => {
  it('is 1 for the same, 0 for a right angle, −1 for the opposite, ½ for 60°', () => {
    const [x, y] = [direction(1, 0), direction(0, 1)];
    expect([cosine(x, x), cosine(x, y), cosine(x, direction(-1, 0))]).toEqual([1, 0, -1]);
    expect(cosine(x, direction(1, Math.sqrt(3)))).toBeCloseTo(0.5, 6);
  });
});

describe('meanDirection', () => {
  it('lies between, nearer to the heavier', () => {
    const even = meanDirection([
      { vector: direction(1, 0), weight: 2 },
      { vector: direction(0, 1), weight: 2 },
    ]);
    expect(even?.[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(even?.[1]).toBeCloseTo(Math.SQRT1_2, 6);
    const uneven = meanDirection([
      { vector: direction(1, 0), weight: 3 },
      { vector: direction(0, 1), weight: 4 },
    ]);
    expect([...(uneven ?? [])].map((value) => value.toFixed(5))).toEqual(['0.60000', '0.80000']);
  });

  it('is nothing for no vectors, and for opposites of one weight', () => {
    expect(meanDirection([])).toBeNull();
    expect(
      meanDirection([
        { vector: direction(1, 0), weight: 1 },
        { vector: direction(-1, 0), weight: 1 },
      ]),
    ).toBeNull();
  });
});
