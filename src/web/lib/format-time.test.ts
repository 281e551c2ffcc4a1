import { describe, expect, it } from 'vitest';
import { formatClock, formatDuration, formatSeconds } from './format-time.ts';

describe('formatClock', () => {
  it.each([
    [0, 0, '0:00'],
    [59.999, 0, '0:59'],
    [59.999, 1, '0:59.9'],
    [60, 1, '1:00.0'],
    [3723.4, 1, '1:02:03.4'],
    // 0.3 × 10 is a whisker below 3 in binary.
    [0.1 + 0.2 - 1e-12, 1, '0:00.3'],
    [-1, 0, '0:00'],
  ])('%d s with %d digits is %s', (seconds, digits, text) => expect(formatClock(seconds, digits)).toBe(text));
});

describe('formatSeconds', () => {
  it('rounds to tenths and carries', () => {
    expect(formatSeconds(59.96)).toBe('1:00.0');
    expect(formatSeconds(26.84)).toBe('0:26.8');
  });
});

describe('formatDuration', () => {
  it.each([
    [0.2, '1 s'],
    [59, '59 s'],
    [125, '2 min'],
    [3599, '60 min'],
    [7384, '2 h 3 min'],
  ])('%d s is %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));
});
