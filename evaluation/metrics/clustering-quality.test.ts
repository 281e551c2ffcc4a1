import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LabelPair, scoreClustering } from './clustering-quality.ts';

const faces = (persons: readonly number[], identities: readonly (number | null)[]): LabelPair[] =>
  persons.map((person, index) => ({ person, identity: identities[index] ?? null }));

describe('scoreClustering', () => {
  it('gives the known values of [0 0 0 1 1 1] against [0 0 1 1 2 2]', () => {
    const score = scoreClustering(faces([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]));
    expect(score.purity).toBeCloseTo(5 / 6, 12);
    // ln 2 is the entropy of the persons, ln 3 of the identities, (2/3) ln 2 what they share.
    expect(score.mutualInformation).toBeCloseTo((2 * (2 / 3) * Math.log(2)) / (Math.log(2) + Math.log(3)), 12);
    // 2 pairs together; 6 · 3 / 15 = 1.2 by chance; at most (6 + 3) / 2.
    expect(score.adjustedRand).toBeCloseTo((2 - 1.2) / (4.5 - 1.2), 12);
    expect(score.bCubed.precision).toBeCloseTo(5 / 6, 12);
    expect(score.bCubed.recall).toBeCloseTo(5 / 9, 12);
    expect(score.bCubed.f1).toBeCloseTo(2 / 3, 12);
  });

  it('finds one identity for all useless, yet complete', () => {
    const score = scoreClustering(faces([1, 1, 2, 2], [5, 5, 5, 5]));
    expect(score).toMatchObject({ purity: 0.5, mutualInformation: 0, adjustedRand: 0 });
    expect(score.bCubed).toEqual({ precision: 0.5, recall: 1, f1: expect.closeTo(2 / 3, 12) });
  });

  it('leaves unassigned faces out of purity and makes each a group of its own for B-cubed', () => {
    const score = scoreClustering(faces([1, 1, 1, 1], [5, 5, null, null]));
    expect(score).toMatchObject({ purity: 1, mutualInformation: 1, adjustedRand: 1, unassigned: 0.5 });
    // Recall: two faces see 2 of 4, two see 1 of 4.
    expect(score.bCubed).toMatchObject({ precision: 1, recall: 0.375 });
  });

  it('is 0 without faces, and without assigned faces', () => {
    expect(scoreClustering([])).toMatchObject({ purity: 0, mutualInformation: 0, adjustedRand: 0, unassigned: 0 });
    expect(scoreClustering(faces([1, 2], [null, null]))).toMatchObject({ purity: 0, unassigned: 1 });
  });

  it('is perfect for renamed persons, and never changed by renaming identities', () => {
    const labels = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), { minLength: 1 });
    fc.assert(
      fc.property(labels, (pairs) => {
        const renamed = scoreClustering(pairs.map(([person]) => ({ person, identity: 40 - person })));
        expect(renamed.purity).toBe(1);
        expect(renamed.mutualInformation).toBeCloseTo(1, 9);
        expect(renamed.bCubed.f1).toBeCloseTo(1, 9);
        const score = scoreClustering(pairs.map(([person, identity]) => ({ person, identity })));
        const other = scoreClustering(pairs.map(([person, identity]) => ({ person, identity: 9 - identity })));
        expect(other.mutualInformation).toBeCloseTo(score.mutualInformation, 9);
        expect(other.adjustedRand).toBeCloseTo(score.adjustedRand, 9);
        expect(other.bCubed.f1).toBeCloseTo(score.bCubed.f1, 9);
      }),
    );
  });
});
