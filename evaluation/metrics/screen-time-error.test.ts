import { describe, expect, it } from 'vitest';
import { tinyFrames } from '../synthetic/tiny-frames.ts';
import { matchFrames } from './match-boxes.ts';
import { scoreScreenTime } from './screen-time-error.ts';

const clock = { secondsPerFrame: 0.5, names: new Map([[1, 'Ada']]) };
/** Person 1 for 4 frames: 3 as identity 7, 1 as 8. Person 2 for 2 frames, never found. Identity 9: false, 1 frame. */
const frames = matchFrames(
  tinyFrames([
    { truth: [[1, 0]], predicted: [[7, 0]] },
    {
      truth: [[1, 0]],
      predicted: [
        [7, 0],
        [9, 200],
      ],
    },
    {
      truth: [
        [1, 0],
        [2, 50],
      ],
      predicted: [
        [7, 0],
        [-1, 90],
      ],
    },
    {
      truth: [
        [1, 0],
        [2, 50],
      ],
      predicted: [[8, 0]],
    },
  ]),
  0.4,
);

describe('scoreScreenTime', () => {
  it('pairs each person with one identity and charges the rest as extra', () => {
    const score = scoreScreenTime(frames, clock);
    expect(score.persons).toEqual([
      {
        person: 1,
        name: 'Ada',
        trueSeconds: 2,
        upperSeconds: 2,
        identity: 7,
        predictedSeconds: 1.5,
        errorSeconds: -0.5,
      },
      { person: 2, name: '', trueSeconds: 1, upperSeconds: 1, identity: null, predictedSeconds: 0, errorSeconds: -1 },
    ]);
    expect(score).toMatchObject({ trueSeconds: 3, errorPercent: 50, extraIdentities: 2, extraSeconds: 1 });
    expect(score.errorWithExtraPercent).toBeCloseTo((100 * 2.5) / 3, 12);
  });

  it.each([
    { own: 1.9, error: -0.1 },
    { own: 2, error: 0 },
    { own: 2.7, error: 0 },
    { own: 3, error: 0 },
    { own: 3.25, error: 0.25 },
  ])("finds the program's own $own s off by $error s where 2 to 3 s are right", ({ own, error }) => {
    const reported = { seconds: new Map([[7, own]]), upperSeconds: new Map([[1, 3]]) };
    const [ada] = scoreScreenTime(frames, clock, reported).persons;
    expect(ada?.errorSeconds).toBeCloseTo(error, 12);
    expect(ada?.upperSeconds).toBe(3);
  });

  it("takes an extra identity's own seconds too, and counts boxes where the program says nothing", () => {
    const reported = { seconds: new Map([[9, 4]]), upperSeconds: new Map<number, number>() };
    const score = scoreScreenTime(frames, clock, reported);
    expect(score.extraSeconds).toBe(4.5);
    expect(score.persons[0]?.predictedSeconds).toBe(1.5);
  });

  it('has no error to tell without persons', () => {
    expect(scoreScreenTime([], clock)).toMatchObject({ persons: [], errorPercent: 0, errorWithExtraPercent: 0 });
  });
});
