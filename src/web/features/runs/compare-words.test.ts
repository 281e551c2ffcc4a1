import { expect, it } from 'vitest';
import { formatDifference, matchText, nameOfRow, totalDifference } from './compare-words.ts';

const side = (...identities: number[]) => ({ identities, seconds: 1 });

it('shows the sign of a difference, and none where there is none', () => {
  expect(formatDifference(2.34)).toBe('+2.3 s');
  expect(formatDifference(-12)).toBe('−12.0 s');
  expect(formatDifference(-0.04)).toBe('same');
});

it('calls people by their name, else by the numbers of both runs', () => {
  expect(nameOfRow({ name: 'Ana', left: side(1), right: null })).toBe('Ana');
  expect(nameOfRow({ name: null, left: side(3), right: side(3) })).toBe('Person 3');
  expect(nameOfRow({ name: null, left: side(3), right: side(5) })).toBe('Person 3 · 5');
  expect(nameOfRow({ name: null, left: null, right: side(4, 6) })).toBe('Person 4, 6');
});

it('says how the two were matched, or which run alone has the person', () => {
  expect(matchText({ matchedBy: 'name', left: side(1) })).toBe('by name');
  expect(matchText({ matchedBy: 'none', left: side(1) })).toBe('only on the left');
  expect(matchText({ matchedBy: 'none', left: null })).toBe('only on the right');
});

it('adds up differences without regard to their sign', () => {
  expect(totalDifference([{ difference: 2 }, { difference: -3 }])).toBe(5);
});
