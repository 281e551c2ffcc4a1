import { expect, test } from 'vitest';
import { machineState } from '../../src/review/review-state.ts';
import { correctShare, majorityOf } from './correct-seconds.ts';
import type { ReviewCase } from './review-case.ts';

/** Ten seconds a track; identity 1: tracks 1, 2, 3; identity 2: track 4; track 5 is nobody's. */
function caseOf(people: readonly number[]): ReviewCase {
  const tracks = [1, 2, 3, 4, 5];
  return {
    name: 'made up',
    machine: {
      runId: 'run',
      tracks: tracks.map((track) => ({ track, firstSeconds: 0, lastSeconds: 10, frames: [], faces: [] })),
      identities: [
        { identity: 1, tracks: [1, 2, 3], personId: null },
        { identity: 2, tracks: [4], personId: null },
      ],
    },
    personOf: new Map(people.map((person, index) => [index + 1, person])),
    secondsOf: new Map(tracks.map((track) => [track, 10])),
    looks: new Map(),
  };
}
const shareOf = (people: readonly number[]) => {
  const made = caseOf(people);
  return correctShare(machineState(made.machine), made);
};

test('all is correct where each person has one identity, but for what is nobody’s', () => {
  expect(shareOf([7, 7, 7, 8])).toBe(1);
  expect(shareOf([7, 7, 7, 8, 8])).toBeCloseTo(4 / 5);
});

test('a piece of a person in another identity is wrong, and so is a person inside another’s identity', () => {
  expect(shareOf([7, 7, 7, 7])).toBeCloseTo(3 / 4);
  expect(shareOf([7, 7, 8, 9])).toBeCloseTo(3 / 4);
  // Person 8 has the second identity, which leaves track 3 wrong.
  expect(shareOf([7, 7, 8, 8])).toBeCloseTo(3 / 4);
});

test('the majority counts seconds', () => {
  const made = caseOf([7, 7, 8, 8]);
  expect(majorityOf([1, 2, 3], made)).toBe(7);
  expect(majorityOf([5], made)).toBeNull();
});
