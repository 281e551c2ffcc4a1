import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpFace } from '../made-up-faces.test-support.ts';
import type { FaceDetection } from '../records.ts';
import { detectionQuality, openView, sampleQuality } from './face-quality.ts';

const sized = (side: number, traits: Partial<FaceDetection> = {}) =>
  madeUpFace(0, { left: 10, top: 10, width: side * 0.8, height: side }, traits);
const perfect = { sharpness: 1, exposure: 1 };

describe('detectionQuality', () => {
  it('is 1 for a large, frontal, certain face, and does not grow any further with size', () => {
    // In a square box the points keep the proportions of the template.
    expect(detectionQuality(madeUpFace(0, { left: 0, top: 0, width: 400, height: 400 }))).toBeCloseTo(1, 3);
    expect(detectionQuality(sized(900))).toBe(detectionQuality(sized(300)));
  });

  it('falls with size, score and plausibility', () => {
    for (const side of [20, 30, 40, 60, 80])
      expect(detectionQuality(sized(side))).toBeLessThan(detectionQuality(sized(side + 10)));
    expect(detectionQuality(sized(80, { score: 0.5 }))).toBeCloseTo(detectionQuality(sized(80)) / 2, 9);
    expect(detectionQuality(sized(80, { plausibility: 0.3 }))).toBeLessThan(detectionQuality(sized(80)));
  });

  it('falls when the head is turned away', () => {
    const face = sized(80);
    const { leftEye, rightEye, nose } = face.points;
    const noseAt = (share: number) => ({ ...nose, x: leftEye.x + share * (rightEye.x - leftEye.x) });
    const qualities = [0.5, 0.4, 0.3, 0.1].map((share) =>
      detectionQuality({ ...face, points: { ...face.points, nose: noseAt(share) } }),
    );
    expect(qualities).toEqual([...qualities].sort((a, b) => b - a));
    expect(qualities.at(-1)).toBeLessThan(0.6 * (qualities[0] ?? 0));
  });
});

it('a view is open by pose and landmarks, not by size', () => {
  expect(openView(sized(15))).toBeCloseTo(openView(sized(300)), 9);
  expect(openView(sized(80, { plausibility: 0.4 }))).toBeCloseTo(0.4 * openView(sized(80)), 9);
  const { points } = sized(80);
  const profile = { ...points, nose: { ...points.nose, x: points.leftEye.x } };
  expect(openView(sized(80, { points: profile }))).toBe(0);
});

it('the look of the chip can only take quality away', () => {
  const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.record({ score: share, plausibility: share, sharpness: share, exposure: share }),
      (side, { score, plausibility, ...chip }) => {
        const face = sized(side, { score, plausibility });
        const quality = sampleQuality(face, chip);
        expect(quality).toBeGreaterThanOrEqual(0);
        expect(quality).toBeLessThanOrEqual(detectionQuality(face) + 1e-12);
        expect(detectionQuality(face)).toBeLessThanOrEqual(1);
        expect(sampleQuality(face, perfect)).toBeCloseTo(detectionQuality(face), 9);
      },
    ),
  );
});
