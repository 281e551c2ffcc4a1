import { expect, it } from 'vitest';
import { identity, KYLE, LISA } from './made-up-state.test-support.ts';
import { countsOf, shownStacks } from './shown-stacks.ts';

const ALL = [
  identity(1, { seconds: 40, person: LISA, saidBy: 'person', isSettled: true, confidence: null }),
  identity(2, {
    seconds: 12,
    suggestion: { ...KYLE, likeness: 0.5 },
    flags: ['low-confidence', 'mixed'],
    firstSeconds: 9,
  }),
  identity(3, { seconds: 30, name: 'Waiter', isSettled: true, firstSeconds: 4 }),
  identity(4, { seconds: 30, flags: ['conflict'], firstSeconds: null, confidence: 0.2 }),
  identity(12, { seconds: 1, flags: ['short'], tracks: 9, ignoredAs: 'poster', isSettled: true }),
];
const numbers = (wanted: Parameters<typeof shownStacks>[1]) => shownStacks(ALL, wanted).map(({ number }) => number);

it('comes by unsettled seconds, then by seconds', () => {
  expect(numbers({})).toEqual([4, 2, 1, 3, 12]);
});

it.each([
  ['seconds', [1, 3, 4, 2, 12]],
  ['first', [1, 3, 2, 12, 4]],
  ['tracks', [12, 1, 2, 3, 4]],
  ['confidence', [4, 2, 3, 12, 1]],
  ['name', [1, 3, 2, 4, 12]],
] as const)('can be ordered by %s', (sort, expected) => expect(numbers({ sort })).toEqual(expected));

it.each([
  ['unsettled', [4, 2]],
  ['settled', [1, 3, 12]],
  ['mixed', [2]],
  ['conflict', [4]],
] as const)('can be only the %s ones', (show, expected) => {
  expect(numbers({ show })).toEqual(expected);
  expect(countsOf(ALL)[show]).toBe(expected.length);
});

it.each([
  ['rin', [1]],
  ['RICH ky', [2]],
  ['wai', [3]],
  ['12', [12]],
  ['person 4', [4]],
  ['poster', [12]],
  ['  ', [4, 2, 1, 3, 12]],
  ['xyz', []],
])('“%s” finds by what it is called or may be', (q, expected) => expect(numbers({ q })).toEqual(expected));
