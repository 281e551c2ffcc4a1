import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calibrateScore,
  SCRFD_CALIBRATION,
  type ScoreEvidence,
  ULTRAFACE_CALIBRATION,
  YUNET_CALIBRATION,
} from './calibrate-score.ts';

const score = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const support = fc.integer({ min: 0, max: 60 });
const spread = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);

describe.each([
  ['UltraFace', ULTRAFACE_CALIBRATION],
  ['YuNet', YUNET_CALIBRATION],
  ['SCRFD', SCRFD_CALIBRATION],
])('calibrateScore (%s)', (_, calibration) => {
  const probability = (evidence: ScoreEvidence): number => calibrateScore(evidence, calibration);

  it('is a probability for any evidence, also without landmarks', () => {
    fc.assert(
      fc.property(score, support, fc.option(spread), (s, n, landmarkSpread) => {
        const value = probability({ score: s, support: n, landmarkSpread, aspect: 1.4 });
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(1);
      }),
    );
  });

  it('never falls with score or support, never rises with the spread of the landmarks', () => {
    fc.assert(
      fc.property(score, score, support, support, spread, spread, (s1, s2, n1, n2, d1, d2) => {
        const worst = {
          score: Math.min(s1, s2),
          support: Math.min(n1, n2),
          landmarkSpread: Math.max(d1, d2),
          aspect: 1.4,
        };
        const value = probability(worst);
        expect(probability({ ...worst, score: Math.max(s1, s2) })).toBeGreaterThanOrEqual(value);
        expect(probability({ ...worst, support: Math.max(n1, n2) })).toBeGreaterThanOrEqual(value);
        expect(probability({ ...worst, landmarkSpread: Math.min(d1, d2) })).toBeGreaterThanOrEqual(value);
      }),
    );
  });

  it('doubts boxes that are flatter than a face, the more the flatter; an upright box is no evidence', () => {
    const of = (aspect: number) => probability({ score: 0.9, support: 5, landmarkSpread: 0.03, aspect });
    expect(of(1.1)).toBe(of(1.6));
    expect(of(0.85)).toBeLessThan(of(1.1));
    expect(of(0.6)).toBeLessThan(of(0.85));
  });

  it('tells a face from a fluke', () => {
    expect(probability({ score: 0.999, support: 12, landmarkSpread: 0.02, aspect: 1.4 })).toBeGreaterThan(0.9);
    expect(probability({ score: 0.55, support: 1, landmarkSpread: 0.2, aspect: 1.4 })).toBeLessThan(0.5);
  });
});

it('computes the logistic regression: e⁰ / (e⁰ + 1) and e¹ / (e¹ + 1)', () => {
  const evidence = { score: 0.5, support: 4, landmarkSpread: 0.24, aspect: 1.4 };
  // logit(0.5) = 0, log2(4) = 2, log2(0.25) = −2.
  expect(calibrateScore(evidence, { bias: 2, score: 7, support: 1, spread: 2, flatness: -6 })).toBeCloseTo(0.5, 9);
  expect(calibrateScore(evidence, { bias: 3, score: 7, support: 1, spread: 2, flatness: -6 })).toBeCloseTo(
    Math.E / (Math.E + 1),
    9,
  );
});
