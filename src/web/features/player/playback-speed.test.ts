import { describe, expect, it } from 'vitest';
import { nextSpeed, shuttled, speedLabel } from './playback-speed.ts';

describe('speeds', () => {
  it('double with every press, up to four times', () => {
    expect([0, 1, 2, 4].map((speed) => shuttled(speed, 1))).toEqual([1, 2, 4, 4]);
    expect([0, -1, -2, -4].map((speed) => shuttled(speed, -1))).toEqual([-1, -2, -4, -4]);
  });

  it('turn round at once', () => {
    expect(shuttled(4, -1)).toBe(-1);
    expect(shuttled(-2, 1)).toBe(1);
  });

  it('go step by step', () => {
    expect([nextSpeed(1, 1), nextSpeed(1, -1), nextSpeed(4, 1), nextSpeed(0.25, -1)]).toEqual([1.25, 0.75, 4, 0.25]);
    expect([speedLabel(-2), speedLabel(0.5)]).toEqual(['−2×', '0.5×']);
  });
});
