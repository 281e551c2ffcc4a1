import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interval } from '../records.ts';
import { seconds } from '../units.ts';
import { clamp, intersect, subtract, total, union } from './intervals.ts';

const span = (start: number, end: number): Interval => ({ start: seconds(start), end: seconds(end) });
const list = (...pairs: [number, number][]): Interval[] => pairs.map(([start, end]) => span(start, end));

/** Whole seconds, so that a set can be checked moment by moment against the cells [k, k + 1). */
const anyList = fc
  .array(fc.tuple(fc.nat(30), fc.integer({ min: -2, max: 8 })), { maxLength: 12 })
  .map((pairs) => pairs.map(([start, length]) => span(start, start + length)));
const cells = (intervals: readonly Interval[]): number[] =>
  Array.from({ length: 40 }, (_, k) => k).filter((k) => intervals.some(({ start, end }) => start <= k && k < end));
const isSet = (set: readonly Interval[]): boolean =>
  set.every(({ start, end }, i) => end > start && start > (set[i - 1]?.end ?? Number.NEGATIVE_INFINITY));

describe('intervals', () => {
  it('union merges what overlaps or touches and drops what is empty', () => {
    expect(union(list([5, 6], [1, 2], [2, 3], [8, 8], [5.5, 7], [9, 8]))).toEqual(list([1, 3], [5, 7]));
  });

  it('intersect, subtract and clamp of hand-made sets', () => {
    const a = list([0, 4], [6, 10]);
    const b = list([2, 7], [9, 12]);
    expect(intersect(a, b)).toEqual(list([2, 4], [6, 7], [9, 10]));
    expect(subtract(a, b)).toEqual(list([0, 2], [7, 9]));
    expect(subtract(b, a)).toEqual(list([4, 6], [10, 12]));
    expect(clamp(a, span(3, 7))).toEqual(list([3, 4], [6, 7]));
    expect(clamp(a, span(7, 3))).toEqual([]);
    expect(total(a)).toBe(8);
  });

  it('agrees with the same questions asked second by second', () => {
    fc.assert(
      fc.property(anyList, anyList, (x, y) => {
        const [a, b] = [union(x), union(y)];
        expect(cells(a)).toEqual(cells(x));
        expect(total(a)).toBe(cells(x).length);
        expect(cells(intersect(a, b))).toEqual(cells(a).filter((k) => cells(b).includes(k)));
        expect(cells(subtract(a, b))).toEqual(cells(a).filter((k) => !cells(b).includes(k)));
        for (const set of [a, intersect(a, b), subtract(a, b)]) expect(isSet(set)).toBe(true);
      }),
    );
  });
});
