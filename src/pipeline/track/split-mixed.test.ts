import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaceSample } from '../embed/describe-track.ts';
import { direction, madeUpFace, madeUpSample } from '../made-up-faces.test-support.ts';
import type { FaceDetection } from '../records.ts';
import type { Embedding } from '../units.ts';
import { findIdentitySwitch } from './split-mixed.ts';

const ANNA = direction(1, 0, 0, 0);
const BERTA = direction(0, 1, 0, 0);

/** Detections in frames 0, 1, …: a face 40 pixels high whose left edge is given. */
const at = (...lefts: readonly number[]): FaceDetection[] =>
  lefts.map((left, frame) => madeUpFace(frame, { left, top: 50, width: 40, height: 40 }));
/** Samples of every second frame. */
const looking = (...vectors: readonly Embedding[]): FaceSample[] =>
  vectors.map((vector, i) => madeUpSample(2 * i, vector));
const still = (count: number): number[] => Array(count).fill(100);
const samplesAlong = (degrees: readonly number[]) =>
  looking(...degrees.map((d) => direction(Math.cos((d * Math.PI) / 180), Math.sin((d * Math.PI) / 180), 0, 0)));

describe('findIdentitySwitch', () => {
  it('finds the frame in which the box jumps from one person to the other', () => {
    // Samples in frames 0, 2, 4 are Anna, in 6, 8, 10 Berta; the box jumps by half a face from frame 4 to 5.
    const jumping = at(100, 100, 100, 100, 100, 120, 120, 120, 120, 120, 120, 120);
    expect(findIdentitySwitch(looking(ANNA, ANNA, ANNA, BERTA, BERTA, BERTA), jumping)).toBe(5);
  });

  it('finds it wherever in the track it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 2, max: 6 }),
        fc.boolean(),
        (before, after, late) => {
          const vectors = [...Array(before).fill(ANNA), ...Array(after).fill(BERTA)];
          const change = 2 * before - (late ? 0 : 1);
          const lefts = Array.from({ length: 2 * (before + after) }, (_, frame) => (frame < change ? 100 : 125));
          expect(findIdentitySwitch(looking(...vectors), at(...lefts))).toBe(change);
        },
      ),
    );
  });

  it('finds it about a sample that shows neither well', () => {
    const neither = direction(0, 0, 1, 0);
    const jumping = at(100, 100, 100, 100, 100, 100, 120, 120, 120, 120, 120, 120, 120, 120);
    expect(findIdentitySwitch(looking(ANNA, ANNA, ANNA, neither, BERTA, BERTA, BERTA), jumping)).toBe(6);
  });

  it('finds it without a jump when two well-seen people have nothing in common', () => {
    const vectors = [ANNA, ANNA, ANNA, BERTA, BERTA, BERTA];
    // The last sample of Anna is in frame 4, the first of Berta in frame 6: nothing says more than that.
    expect([5, 6]).toContain(findIdentitySwitch(looking(...vectors), at(...still(12))));
  });

  it('leaves a poorly seen change in place alone', () => {
    const poor = looking(ANNA, ANNA, ANNA, BERTA, BERTA, BERTA).map((sample) => ({ ...sample, quality: 0.1 }));
    expect(findIdentitySwitch(poor, at(...still(12)))).toBeNull();
  });

  it('leaves a head alone that turns away and back in place', () => {
    // A profile has a cosine of 0.17 to the frontal face: as little as another person.
    const turning = samplesAlong([0, 0, 15, 45, 70, 80, 80, 70, 45, 15, 0]);
    expect(findIdentitySwitch(turning, at(...still(22)))).toBeNull();
  });

  it('leaves a head alone that turns away for good in place', () => {
    const turning = samplesAlong([0, 0, 5, 40, 75, 80, 80, 80]);
    expect(findIdentitySwitch(turning, at(...still(16)))).toBeNull();
  });

  it('leaves one bad sample alone, and tracks too short to tell', () => {
    const jumping = at(100, 100, 125, 125, 100, 100, 100, 100, 100, 100);
    expect(findIdentitySwitch(looking(ANNA, BERTA, ANNA, ANNA, ANNA), jumping)).toBeNull();
    expect(findIdentitySwitch(looking(ANNA, ANNA, BERTA), at(100, 100, 100, 100, 140, 140))).toBeNull();
    expect(findIdentitySwitch([], [])).toBeNull();
  });

  it('leaves one person alone who jumps through the picture', () => {
    expect(findIdentitySwitch(looking(ANNA, ANNA, ANNA, ANNA), at(0, 0, 0, 0, 300, 300, 300, 300))).toBeNull();
  });
});
