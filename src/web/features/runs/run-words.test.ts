import { expect, it } from 'vitest';
import { formatAmount, formatSpeed, namedCounts } from './run-words.ts';

it('says amounts in the unit of the stage', () => {
  expect(formatAmount('frames', 1234, 5678)).toBe('1,234 of 5,678 frames');
  expect(formatAmount('seconds', 200, 2467)).toBe('3:20 of 41:07');
  expect(formatAmount('bytes', 1_500_000, 3_000_000)).toBe('1.5 MB of 3.0 MB');
  expect(formatAmount(null, 1, 2)).toBe('1 of 2');
});

it('says speeds in the unit of the stage', () => {
  expect(formatSpeed('frames', 41.6)).toBe('42 frames/s');
  expect(formatSpeed('seconds', 4.75)).toBe('4.8× real time');
  expect(formatSpeed('bytes', 80e6)).toBe('80.0 MB/s');
  expect(formatSpeed(null, 3)).toBe('3.0/s');
});

it('names the counts it knows and passes over others', () => {
  expect(namedCounts({ tracks: 43, identities: 15, other: 1 })).toEqual([
    { label: 'People', value: 15 },
    { label: 'Tracks', value: 43 },
  ]);
});
