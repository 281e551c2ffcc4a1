import { describe, expect, it } from 'vitest';
import { choosePoster, contentOf } from './choose-poster.ts';

const picture = (pixel: (at: number) => number) => ({
  data: Uint8Array.from({ length: 3 * 256 }, (_, at) => pixel(Math.floor(at / 3))),
});

describe('the content of a picture', () => {
  it('is nothing where all is of one colour, and most where every brightness comes', () => {
    expect(contentOf(picture(() => 0))).toBe(0);
    expect(contentOf(picture((at) => at))).toBeCloseTo(5, 10);
  });
  it('counts half where it is hardly seen', () => {
    // Two brightnesses, as often as each other: one bit.
    expect(contentOf(picture((at) => (at % 2) * 160))).toBeCloseTo(1, 10);
    expect(contentOf(picture((at) => (at % 2) * 16))).toBeCloseTo(0.5, 10);
  });
});

describe('a poster', () => {
  it('is the picture with the most content between the titles and the end', () => {
    const contents = Array.from({ length: 100 }, (_, at) => (at === 2 || at === 90 ? 5 : at === 40 ? 4 : 3));
    expect(choosePoster(contents)).toBe(40);
  });
  it('is the only picture there is', () => {
    expect(choosePoster([0])).toBe(0);
  });
});
