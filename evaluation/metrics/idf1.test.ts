import { describe, expect, it } from 'vitest';
import { tinyFrames } from '../synthetic/tiny-frames.ts';
import { scoreIdentityF1 } from './idf1.ts';

describe('scoreIdentityF1', () => {
  it('pairs each person with one identity for the whole clip: a split after 3 of 4 frames explains 3', () => {
    const frames = tinyFrames([
      ...[0, 1, 2].map(() => ({ truth: [[1, 0]] as const, predicted: [[7, 0]] as const })),
      { truth: [[1, 0]], predicted: [[8, 0]] },
    ]);
    expect(scoreIdentityF1(frames, 0.4)).toEqual({ idf1: 0.75, precision: 0.75, recall: 0.75, truePositives: 3 });
  });

  it('chooses the pairing for all persons together', () => {
    // Person 1 is with identity 7 for 3 frames and with 8 for 2; person 2 only with 7, for 2: 1–8 and 2–7 explain 4.
    const frames = tinyFrames([
      ...[0, 1, 2].map(() => ({ truth: [[1, 0]] as const, predicted: [[7, 0]] as const })),
      ...[0, 1].map(() => ({
        truth: [
          [1, 0],
          [2, 50],
        ] as const,
        predicted: [
          [8, 0],
          [7, 50],
        ] as const,
      })),
    ]);
    expect(scoreIdentityF1(frames, 0.4).truePositives).toBe(4);
  });

  it('counts unassigned boxes as predicted, but never as right', () => {
    const frames = tinyFrames([
      {
        truth: [
          [1, 0],
          [2, 50],
        ],
        predicted: [
          [1, 0],
          [-1, 50],
        ],
      },
    ]);
    expect(scoreIdentityF1(frames, 0.4)).toEqual({ idf1: 0.5, precision: 0.5, recall: 0.5, truePositives: 1 });
  });

  it('is 1 for nothing at all and 0 for false boxes only', () => {
    expect(scoreIdentityF1([], 0.4).idf1).toBe(1);
    expect(scoreIdentityF1(tinyFrames([{ truth: [], predicted: [[1, 0]] }]), 0.4)).toMatchObject({
      idf1: 0,
      precision: 0,
    });
  });
});
