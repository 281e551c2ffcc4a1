import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { direction, madeUpSample } from '../made-up-faces.test-support.ts';
import { describeTrack, type FaceSample, type TrackTemplate } from './describe-track.ts';
import { cosine } from './vectors.ts';

const EAST = direction(1, 0, 0, 0);
const NORTH = direction(0, 1, 0, 0);
const described = (samples: readonly FaceSample[]): TrackTemplate => {
  const template = describeTrack(samples);
  if (!template) throw new Error('the track was not described');
  return template;
};

describe('describeTrack', () => {
  it('is the sample itself where there is but one', () => {
    const template = described([madeUpSample(4, EAST)]);
    expect([...template.vector]).toEqual([1, 0, 0, 0]);
    expect(template.cohesion).toBeCloseTo(1, 6);
    expect(template.outliers).toEqual([]);
  });

  it('is nothing without samples', () => {
    expect(describeTrack([])).toBeNull();
  });

  it('lets good samples count for more than poor ones', () => {
    const near = direction(1, 0.4, 0, 0);
    const template = described([madeUpSample(0, EAST), madeUpSample(1, near, { quality: 0.05 })]);
    expect(cosine(template.vector, EAST)).toBeGreaterThan(0.99);
    expect(template.weight).toBeCloseTo(1.05, 1);
  });

  it('leaves out the one face that is not like the rest, and says which', () => {
    const good = [0, 1, 2, 4, 5].map((frame) => madeUpSample(frame, direction(1, frame / 50, 0, 0)));
    const template = described([...good, madeUpSample(3, NORTH)]);
    expect(template.outliers).toEqual([3]);
    expect(template.cohesion).toBeGreaterThan(0.99);
    expect(template.weight).toBeCloseTo(described(good).weight, 9);
    expect([...template.vector]).toEqual([...described(good).vector]);
  });

  it('says how openly the face looks into the camera, without outliers', () => {
    const good = [0.5, 0.7, 0.9].map((view, frame) => madeUpSample(frame, EAST, { view }));
    expect(described([...good, madeUpSample(3, NORTH, { view: 0, quality: 0.1 })]).view).toBeCloseTo(0.7, 9);
  });

  it('keeps faces that differ as one person’s do', () => {
    // 45° apart: a cosine of 0.7 to each other.
    const turning = [0, 15, 30, 45].map((degrees, frame) =>
      madeUpSample(frame, direction(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180), 0, 0)),
    );
    expect(described(turning).outliers).toEqual([]);
  });

  it('leaves out at most a third, and keeps its promises, whatever the samples', () => {
    const number = fc.integer({ min: -9, max: 9 });
    const vector = fc
      .array(number, { minLength: 4, maxLength: 4 })
      .filter((values) => values.some((value) => value !== 0))
      .map((values) => direction(...values));
    const quality = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(fc.array(fc.tuple(vector, quality), { minLength: 1, maxLength: 12 }), (faces) => {
        const samples = faces.map(([v, q], frame) => madeUpSample(frame, v, { quality: q }));
        const template = describeTrack(samples);
        if (!template) return;
        expect(template.outliers.length).toBeLessThanOrEqual(samples.length / 3);
        expect(new Set(template.outliers).size).toBe(template.outliers.length);
        expect(Math.hypot(...template.vector)).toBeCloseTo(1, 5);
        expect(template.weight).toBeGreaterThan(0);
        expect(template.cohesion).toBeGreaterThanOrEqual(0);
        expect(template.cohesion).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });
});
