import { expect, test } from 'vitest';
import { calibrateProbability, probabilitySame } from './probability-same.ts';

const spread = (from: number, to: number, count = 50) =>
  Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));

test('the chance is even at the line, and grows with likeness', () => {
  expect(probabilitySame(0.37)).toBeCloseTo(0.5, 9);
  expect(probabilitySame(0.47)).toBeCloseTo(1 / (1 + Math.exp(-2)), 9);
  expect(probabilitySame(0.1)).toBeLessThan(0.01);
});

test('a show whose people look more alike has its line where both kinds cross', () => {
  // Of both kinds a quarter lies beyond .40.
  const calibrated = calibrateProbability({ different: spread(0.1, 0.5), same: spread(0.3, 0.7) });
  expect(calibrated(0.4)).toBeCloseTo(0.5, 1);
  expect(calibrated(0.37)).toBeLessThan(0.45);
});

test('the line stays near the general one, and is that one where there is too little to go by', () => {
  const far = calibrateProbability({ different: spread(0.6, 0.8), same: spread(0.85, 0.95) });
  expect(far(0.45)).toBeCloseTo(0.5, 9);
  expect(calibrateProbability({ different: spread(0, 0.2, 5), same: spread(0.5, 0.9) })).toBe(probabilitySame);
  expect(calibrateProbability({ different: spread(0.5, 0.9), same: spread(0, 0.2) })).toBe(probabilitySame);
});
