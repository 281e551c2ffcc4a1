import { expect, it } from 'vitest';
import { formatChange, formatChangedShare } from './format-change.ts';

it('shows the direction', () => {
  expect([1.24, -0.4, 0.01, -0.04].map(formatChange)).toEqual(['+1.2 s', '−0.4 s', '±0', '±0']);
  expect([0.0316, -0.5].map(formatChangedShare)).toEqual(['+3.2 %', '−50.0 %']);
});
