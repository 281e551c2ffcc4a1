import { expect, it } from 'vitest';
import { identity, LISA, stateOf } from './made-up-state.test-support.ts';
import { secondsDelta, signedSeconds } from './seconds-delta.ts';

it('an assignment moves seconds from unknown to somebody, gains first', () => {
  const before = stateOf([identity(1, { seconds: 12.4 }), identity(2, { person: LISA, seconds: 5 })]);
  const after = stateOf([identity(1, { seconds: 12.4, person: LISA }), identity(2, { person: LISA, seconds: 5 })]);
  const delta = secondsDelta(before, after);
  expect(delta.map(({ owner, seconds }) => `${signedSeconds(seconds)} ${owner}`)).toEqual([
    '+12.4 s Lisa Rinna',
    '−12.4 s unknown',
  ]);
});

it('who is ignored, named or nobody has a word of their own, and tracks of nobody count', () => {
  const before = stateOf([identity(1), identity(2, { seconds: 4 }), identity(3, { seconds: 3 })]);
  const after = stateOf(
    [
      identity(1, { ignoredAs: 'screen' }),
      identity(2, { seconds: 4, isNobody: true }),
      identity(3, { seconds: 1, name: 'Waiter' }),
    ],
    { unassigned: { tracks: 1, seconds: 2 } },
  );
  expect(secondsDelta(before, after)).toEqual([
    { owner: 'unknown', seconds: -17 },
    { owner: 'pictures and screens', seconds: 10 },
    { owner: 'nobody of the cast', seconds: 4 },
    { owner: 'unassigned', seconds: 2 },
    { owner: 'Waiter', seconds: 1 },
  ]);
});

it('between those who are unknown it is told by number', () => {
  const before = stateOf([identity(1, { seconds: 12 }), identity(2, { seconds: 3 })]);
  const after = stateOf([identity(1, { seconds: 15 })]);
  expect(secondsDelta(before, after)).toEqual([
    { owner: 'Person 1', seconds: 3 },
    { owner: 'Person 2', seconds: -3 },
  ]);
});

it('less than a tenth of a second is no change', () => {
  const state = stateOf([identity(7, { seconds: 1.04 })]);
  expect(secondsDelta(state, stateOf([identity(7, { seconds: 1.08 })]))).toEqual([]);
});
