import { describe, expect, it } from 'vitest';
import { probabilityPercent, probabilityWords } from './probability-words.ts';

describe('a probability', () => {
  it.each([
    [0.999, 'almost certainly, 99 %'],
    [0.97, 'almost certainly, 97 %'],
    [0.82, 'likely, 82 %'],
    [0.8, 'likely, 80 %'],
    [0.6, 'probably, 60 %'],
    [0.5, 'perhaps, 50 %'],
    [0.3, 'unlikely, 30 %'],
    [0.0001, 'very unlikely, 1 %'],
  ])('%d reads %s', (probability, words) => {
    expect(probabilityWords(probability)).toBe(words);
  });

  it('is never shown on the other side of a line', () => {
    expect(probabilityPercent(0.899)).toBe('89 %');
    expect(probabilityPercent(0.29)).toBe('29 %');
    expect(probabilityPercent(0.05)).toBe('5 %');
  });
});
