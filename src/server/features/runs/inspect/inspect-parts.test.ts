import { describe, expect, it } from 'vitest';
import { dotsWide, drawableText, inkedDots } from './dot-letters.ts';
import { parseMoment } from './parse-moment.ts';

describe('moments', () => {
  it.each([
    ['00:01:23.4', 83.4],
    ['1:23.4', 83.4],
    ['83.4', 83.4],
    ['2:00:00', 7200],
    ['0', 0],
  ])('%s is %d seconds', (text, seconds) => expect(parseMoment(text)).toBeCloseTo(seconds, 9));

  it.each(['noon', '', '-1', '1:60', '1:60:00', '1:2:3:4', '1,5'])('"%s" is none', (text) => {
    expect(() => parseMoment(text)).toThrow(/is no time/);
  });
});

describe('dot letters', () => {
  it('draws an L as a foot and an upright', () => {
    const dots = inkedDots('L').map(({ x, y }) => `${x},${y}`);
    expect(dots.sort()).toEqual(['0,0', '0,1', '0,2', '0,3', '0,4', '0,5', '0,6', '1,6', '2,6', '3,6', '4,6'].sort());
    expect(dotsWide('LL')).toBe(11);
  });

  it('has a shape of its own for every character from ! to ~', () => {
    const letters = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
    const shapes = letters.map((letter) => JSON.stringify(inkedDots(letter)));
    expect(shapes.filter((shape) => shape === '[]')).toEqual([]);
    expect(new Set(shapes).size).toBe(94);
  });

  it('leaves accents out and refuses other scripts', () => {
    expect(drawableText('Zoë Müller-Łęcka')).toBe('Zoe Muller-Lecka');
    expect(drawableText('山田 太郎')).toBeNull();
  });
});
