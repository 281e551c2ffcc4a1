import { expect, it } from 'vitest';
import { cumulativeOf, ticksOf, totalAt } from './cumulative.ts';

const whole = { start: 0, end: 20 };

it('rises while somebody is seen and stays level in between', () => {
  const steps = cumulativeOf(
    [
      { start: 2, end: 5 },
      { start: 10, end: 12 },
    ],
    whole,
  );
  expect([0, 2, 3.5, 5, 8, 11, 20].map((at) => totalAt(steps, at))).toEqual([0, 0, 1.5, 3, 3, 4, 5]);
});

it('counts spans that overlap each', () => {
  expect(
    totalAt(
      cumulativeOf(
        [
          { start: 0, end: 4 },
          { start: 2, end: 4 },
        ],
        whole,
      ),
      20,
    ),
  ).toBe(6);
});

it('keeps to the range', () => {
  const steps = cumulativeOf([{ start: 0, end: 20 }], { start: 5, end: 8 });
  expect(steps).toEqual([
    { at: 5, total: 0 },
    { at: 8, total: 3 },
  ]);
});

it('is nothing without spans', () => expect(totalAt(cumulativeOf([], whole), 10)).toBe(0));

it.each([
  [71, 8, [0, 10, 20, 30, 40, 50, 60, 70]],
  [3, 8, [0, 1, 2, 3]],
  [7200, 4, [0, 1800, 3600, 5400, 7200]],
])('marks %d s with %d steps at most', (end, most, ticks) => expect(ticksOf(end, most)).toEqual(ticks));
