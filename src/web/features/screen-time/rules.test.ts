import { expect, it } from 'vitest';
import { isRangeWrong, rangeOf, rulesOf, shownSeconds } from './rules.ts';

it('asks for what the address says and nothing else', () => {
  expect(rulesOf({})).toEqual({});
  expect(rulesOf({ preset: 'strict', gap: 0.2, sightings: 3 })).toEqual({
    preset: 'strict',
    gapToleranceSeconds: 0.2,
    minimumSightings: 3,
  });
  expect(rangeOf({ from: 5 })).toEqual({ fromSeconds: 5 });
});

it('passes over a range that ends before it begins', () => {
  expect(isRangeWrong({ from: 9, to: 3 })).toBe(true);
  expect(rangeOf({ from: 9, to: 3 })).toEqual({});
  expect(isRangeWrong({ to: 3 })).toBe(false);
});

it('measures the part of the video that is shown', () => {
  expect(shownSeconds({}, 71)).toBe(71);
  expect(shownSeconds({ from: 60, to: 100 }, 71)).toBe(11);
  expect(shownSeconds({ from: 80 }, 71)).toBe(0);
});
