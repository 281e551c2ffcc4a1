import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpFace } from '../made-up-faces.test-support.ts';
import { detectionQuality } from '../quality/face-quality.ts';
import { chooseSamples, type SamplePolicy } from './choose-samples.ts';

const track = (scores: readonly number[]) =>
  scores.map((score, frame) => madeUpFace(frame, { left: 0, top: 0, width: 100, height: 100 }, { score }));
const framesOf = (scores: readonly number[], policy: SamplePolicy) =>
  chooseSamples(track(scores), policy).map(({ frame }) => frame);

describe('chooseSamples', () => {
  it('takes the best face of each part, in time order', () => {
    const policy = { fewest: 1, most: 10, detectionsPerSample: 3 };
    expect(framesOf([0.5, 0.9, 0.6, 0.7, 0.6, 0.5, 0.1, 0.2, 0.3], policy)).toEqual([1, 3, 8]);
  });

  it('takes the first of equals', () => {
    expect(framesOf([0.5, 0.5, 0.5, 0.5], { fewest: 2, most: 2, detectionsPerSample: 1 })).toEqual([0, 2]);
  });

  it('takes more than the part size asks for in short tracks, fewer in long ones, never the same face twice', () => {
    const policy = { fewest: 3, most: 5, detectionsPerSample: 4 };
    expect(framesOf([0.9], policy)).toEqual([0]);
    expect(framesOf([0.9, 0.9], policy)).toEqual([0, 1]);
    expect(framesOf(Array(6).fill(0.9), policy)).toHaveLength(3);
    expect(framesOf(Array(100).fill(0.9), policy)).toHaveLength(5);
    expect(framesOf([], policy)).toEqual([]);
  });

  it('spreads over the whole track: no stretch of two parts is left out, and no better face of a part', () => {
    const score = fc.integer({ min: 0, max: 100 }).map((value) => value / 100);
    fc.assert(
      fc.property(
        fc.array(score, { minLength: 1, maxLength: 60 }),
        fc.record({
          fewest: fc.integer({ min: 1, max: 4 }),
          most: fc.integer({ min: 4, max: 12 }),
          detectionsPerSample: fc.integer({ min: 1, max: 20 }),
        }),
        (scores, policy) => {
          const chosen = framesOf(scores, policy);
          expect(chosen.length).toBeGreaterThanOrEqual(Math.min(policy.fewest, scores.length));
          expect(chosen.length).toBeLessThanOrEqual(Math.min(policy.most, scores.length));
          const longestPart = Math.ceil(scores.length / chosen.length);
          const gaps = [...chosen, scores.length].map((frame, i) => frame - (chosen[i - 1] ?? -1));
          for (const gap of gaps) {
            expect(gap).toBeGreaterThan(0);
            expect(gap).toBeLessThanOrEqual(2 * longestPart);
          }
          const best = Math.max(...track(scores).map(detectionQuality));
          expect(Math.max(...chosen.map((frame) => detectionQuality(track(scores)[frame] ?? neverSeen)))).toBe(best);
        },
      ),
    );
  });
});

const neverSeen = madeUpFace(0, { left: 0, top: 0, width: 1, height: 1 }, { score: 0 });
