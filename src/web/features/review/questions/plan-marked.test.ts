import { expect, it } from 'vitest';
import { planMarked } from './plan-marked.ts';

const candidate = (number: number) => ({
  number,
  probability: 0.5,
  isAgain: false,
  isTwiceInAFrame: false,
  isMarked: false,
});
const question = { identities: [3, 5, 8, 9], candidates: [5, 8, 9].map(candidate) };

it('joins the marked ones at once and tells the others apart before, so that all stand for themselves', () => {
  expect(planMarked(question, new Set([5, 9]))).toEqual([
    { kind: 'different', identities: [3, 8] },
    { kind: 'merge', into: 3, from: [5, 9] },
  ]);
});

it('says of each that it is somebody else where none is marked', () => {
  expect(planMarked(question, new Set())).toEqual(
    [5, 8, 9].map((number) => ({ kind: 'different', identities: [3, number] })),
  );
  expect(planMarked(question, new Set([5, 8, 9]))).toEqual([{ kind: 'merge', into: 3, from: [5, 8, 9] }]);
});
