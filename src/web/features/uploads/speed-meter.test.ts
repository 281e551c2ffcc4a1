import { expect, it } from 'vitest';
import { SpeedMeter } from './speed-meter.ts';

const after = (...readings: readonly (readonly [number, number])[]) => {
  const meter = new SpeedMeter();
  for (const [atMs, bytes] of readings) meter.add({ atMs, bytes });
  return meter.bytesPerSecond;
};

it('knows no speed before a second has passed', () => {
  expect(after()).toBeNull();
  expect(after([0, 0], [900, 900])).toBeNull();
  expect(after([0, 0], [2000, 1000])).toBe(500);
});

it('counts the last eight seconds', () => {
  expect(after([0, 0], [10_000, 1000], [14_000, 9000], [18_000, 17_000])).toBe(2000);
});

it('is never negative: a failed part is taken back', () => {
  expect(after([0, 1000], [2000, 500])).toBe(0);
});
