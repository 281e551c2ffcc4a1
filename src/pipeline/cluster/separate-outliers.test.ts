import fc from 'fast-check';
import { expect, test } from 'vitest';
import { embedding } from '../units.ts';
import { separateOutliers, type WeighedTrack } from './separate-outliers.ts';

const at = (degrees: number) => {
  const angle = (degrees * Math.PI) / 180;
  return embedding(Float32Array.of(Math.cos(angle), Math.sin(angle)));
};
const tracks = (...angles: readonly number[]): WeighedTrack[] =>
  angles.map((angle, index) => ({ track: index + 1, template: at(angle), weight: 1 }));

test('two groups at right angles are cut between them, and the lighter one leaves', () => {
  const cut = separateOutliers(tracks(0, 10, 90, 5));
  expect(cut?.leaving).toEqual([3]);
  expect(cut?.likeness).toBeCloseTo(Math.cos((85 * Math.PI) / 180), 5);
  expect(cut?.cohesion.leaving).toBeCloseTo(1, 5);
  // Mean at 5°: 0, 5 and 10 are 5°, 0° and 5° from it.
  expect(cut?.cohesion.staying).toBeCloseTo((1 + 2 * Math.cos((5 * Math.PI) / 180)) / 3, 5);
});

test('weight decides who leaves', () => {
  const heavy = tracks(0, 10, 90).map((each) => (each.track === 3 ? { ...each, weight: 5 } : each));
  expect(separateOutliers(heavy)?.leaving).toEqual([1, 2]);
});

test('nothing is proposed for one track, for alike ones, or for none', () => {
  expect(separateOutliers([])).toBeNull();
  expect(separateOutliers(tracks(30))).toBeNull();
  expect(separateOutliers(tracks(0, 10, 20))).toBeNull();
  expect(separateOutliers(tracks(7, 7))).toBeNull();
});

test('a cut leaves some on both sides, and both parts are more alike in themselves than all', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 180 }), { minLength: 2, maxLength: 30 }), (angles) => {
      const cut = separateOutliers(tracks(...angles));
      if (!cut) return;
      expect(cut.leaving.length).toBeGreaterThan(0);
      expect(cut.leaving.length).toBeLessThan(angles.length);
      const [stay, leave] = [angles.length - cut.leaving.length, cut.leaving.length];
      const after = (cut.cohesion.staying * stay + cut.cohesion.leaving * leave) / angles.length;
      expect(after).toBeGreaterThan(cut.cohesion.all - 1e-6);
    }),
  );
});
