import { expect, it } from 'vitest';
import { histogram } from './histogram-bars.ts';

const counts = (entries: Readonly<Record<number, number>>): number[] =>
  Array.from({ length: 200 }, (_, bin) => entries[bin] ?? 0);

it('joins bins to bars that are shares of their distribution', () => {
  // Bins 150 and 151 begin at 0.50 and 0.51; 100 at 0.
  const { bars, from, to, highest } = histogram(
    { same: counts({ 150: 1, 151: 2, 180: 1 }), different: counts({ 100: 5 }) },
    0.01,
  );
  expect([from, to, highest]).toEqual([-0.2, 1, 1]);
  expect(bars).toHaveLength(60);
  expect(bars.find((bar) => bar.from === 0.5)).toEqual({ from: 0.5, same: 0.75, different: 0 });
  expect(bars.find((bar) => bar.from === 0.8)).toEqual({ from: 0.8, same: 0.25, different: 0 });
  expect(bars.find((bar) => bar.from === 0)).toEqual({ from: 0, same: 0, different: 1 });
});

it('reaches as far down as anything was', () => {
  const { from, bars } = histogram({ same: counts({}), different: counts({ 40: 1, 90: 1 }) }, 0.01);
  expect(from).toBe(-0.6);
  expect(bars[0]).toEqual({ from: -0.6, same: 0, different: 0.5 });
});

it('is flat of nothing', () => {
  expect(histogram({ same: counts({}), different: counts({}) }, 0.01).highest).toBe(0);
});
