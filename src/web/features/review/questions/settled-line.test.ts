import { describe, expect, it } from 'vitest';
import { isEnough, settledShare, settledWords } from './settled-line.ts';

const at = (settledSeconds: number, seconds = 240, largestDoubt = 0) => ({
  seconds,
  settledSeconds,
  enough: 0.95,
  largestDoubt,
});

describe('the line at which questions stop', () => {
  it('is reached with the share that is enough, and not before', () => {
    expect(isEnough(at(227.9))).toBe(false);
    expect(isEnough(at(228))).toBe(true);
    expect(isEnough(at(240))).toBe(true);
  });

  it('is not reached while one wrong guess would take more than may be left', () => {
    expect(isEnough(at(230, 240, 12.1))).toBe(false);
    expect(isEnough(at(230, 240, 12))).toBe(true);
    expect(settledWords(at(230, 240, 40))).toBe('230 of 240 s settled, but 40 s hang on one doubt');
  });

  it('is reached where nobody is seen', () => {
    expect(isEnough(at(0, 0))).toBe(true);
    expect(settledShare(at(-1))).toBe(0);
  });

  it('is told with the seconds', () => {
    expect(settledWords(at(212.9))).toBe('212 of 240 s settled, 95 % is enough');
  });
});
