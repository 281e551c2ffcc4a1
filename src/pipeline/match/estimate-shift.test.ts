import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateShift } from './estimate-shift.ts';
import { lookOf, madeUpWorld, observe } from './made-up-world.test-support.ts';
import type { MatchableResult } from './matchable-result.ts';

const seeds = fc.integer({ min: 1, max: 1_000_000 });

/** One face that stays where it is. */
function still(from: number, to: number, person = 0): MatchableResult['tracks'][number] {
  const box = { left: 0.4, top: 0.3, width: 0.2, height: 0.2 };
  const boxes = [from, to].map((seconds) => ({ seconds, ...box }));
  return { track: 1, firstSeconds: from, lastSeconds: to, boxes, template: lookOf(person), model: 'embedder' };
}
const video = (duration: number, cuts: readonly number[], tracks: MatchableResult['tracks']): MatchableResult => ({
  duration,
  cuts,
  tracks,
  faces: [],
});

describe('estimateShift', () => {
  it('is exactly 0 for a result and itself, without any doubt', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const result = observe(madeUpWorld(seed));
        expect(estimateShift(result, result)).toEqual({ seconds: 0, trust: expect.closeTo(1, 9) });
      }),
      { numRuns: 12 },
    );
  });

  it('goes by the cuts, where faces do not tell', () => {
    // The first 1.5 of 12 seconds are missing: 4 → 2.5, 9 → 7.5.
    const whole = video(12, [0, 4, 9], [still(0, 11.9)]);
    const trimmed = video(10.5, [0, 2.5, 7.5], [still(0, 10.4)]);
    expect(estimateShift(whole, trimmed)?.seconds).toBe(-1.5);
    expect(estimateShift(trimmed, whole)?.seconds).toBe(1.5);
  });

  it('is exactly 0 where other frames were looked at, or the end is missing', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const world = madeUpWorld(seed);
        const result = observe(world);
        expect(estimateShift(result, observe(world, { stride: 0.12, jitter: 0.1, seed }))?.seconds).toBe(0);
        expect(estimateShift(result, observe(world, { to: 0.7 * world.duration }))?.seconds).toBeCloseTo(0, 9);
      }),
      { numRuns: 12 },
    );
  });

  it('finds what is missing at the start and the end, in other frames and with other boxes', () => {
    const part = fc.integer({ min: 0, max: 40 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(seeds, part, part, (seed, start, end) => {
        const world = madeUpWorld(seed, 12);
        const from = start * world.duration;
        const look = { from, to: (1 - end) * world.duration, stride: 0.13, jitter: 0.08, seed };
        const shift = estimateShift(observe(world), observe(world, look));
        expect(shift?.seconds).toBeCloseTo(-from, 6);
        expect(shift?.trust).toBeGreaterThan(0.6);
      }),
      { numRuns: 20 },
    );
  });

  it('goes by how faces move, where there is no cut', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 5, max: 30 }), (seed, tenths) => {
        // One long shot with one face that walks through the picture.
        const at = (seconds: number) => {
          const place = Math.sin(seed + seconds * 0.7) + Math.sin(seed * 2 + seconds * 1.9);
          return { left: 0.4 + 0.15 * place, top: 0.4, width: 0.12, height: 0.2 };
        };
        const world = { duration: 20, cuts: [0], faces: [{ person: 1, from: 0, to: 19.9, at }] };
        const from = tenths / 10;
        const shift = estimateShift(observe(world), observe(world, { from, stride: 0.15 }));
        expect(Math.abs((shift?.seconds ?? Number.NaN) + from)).toBeLessThan(0.04);
      }),
      { numRuns: 12 },
    );
  });

  it('knows other material by its faces, and by its cuts and places where faces do not compare', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const one = madeUpWorld(seed, 12);
        const other = madeUpWorld(seed + 1, 12);
        expect(estimateShift(observe(one), observe(other, { model: 'another' }))).toBeNull();
      }),
      { numRuns: 12 },
    );
    const same = video(12, [0, 4, 9], [still(0, 11.9, 0)]);
    expect(estimateShift(same, video(12, [0, 4, 9], [still(0, 11.9, 1)]))).toBeNull();
    expect(estimateShift(same, video(12, [0], []))).toBeNull();
  });
});
