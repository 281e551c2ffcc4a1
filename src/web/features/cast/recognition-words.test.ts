import { expect, it } from 'vitest';
import { differs, falseAcceptText, percent, tooFewText, trueAcceptText } from './recognition-words.ts';

const share = (count: number, of: number, low: number, high: number) => ({ count, of, low, high });
const effect = {
  by: 'naming' as const,
  falseAccepts: share(2, 4000, 0.0001, 0.0018),
  trueAccepts: share(90, 100, 0.826, 0.945),
};

it('says what there is too little of', () => {
  const tooFew = { people: 4, leastPeople: 5, comparisons: 1200, leastComparisons: 3000 };
  expect(tooFewText({ tooFew })).toBe(
    'Too few to say anything: 4 of 5 people and 1,200 of 3,000 comparisons of two people.',
  );
  expect(tooFewText({ tooFew: { ...tooFew, people: 9 } })).toBe(
    'Too few to say anything: 1,200 of 3,000 comparisons of two people.',
  );
  expect(tooFewText({ tooFew: null })).toBeNull();
});

it('says what a line does', () => {
  expect(falseAcceptText(effect)).toBe('2 of 4,000 comparisons of two people (0.05 %; 95 % interval up to 0.18 %)');
  expect(trueAcceptText(effect)).toBe('90 of 100 comparisons of one person (90 %; 95 % interval 83 % to 95 %)');
  expect(falseAcceptText({ ...effect, by: null })).toBe('nothing to compare yet');
});

it('writes shares with the digits that matter', () => {
  expect([0, 0.0003, 0.0123, 0.5, 1].map(percent)).toEqual(['0 %', '0.03 %', '1.2 %', '50 %', '100 %']);
});

it('knows whether lines differ', () => {
  const lines = { acceptLikeness: 0.45, askLikeness: 0.3 };
  expect(differs(lines, { ...lines })).toBe(false);
  expect(differs(lines, { ...lines, askLikeness: 0.31 })).toBe(true);
});
