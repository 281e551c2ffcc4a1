import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookOf, madeUpWorld, type Observation, observe } from './made-up-world.test-support.ts';
import { matchTracks } from './match-tracks.ts';
import type { MatchableResult, MatchableTrack, ShareBox } from './matchable-result.ts';

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const EXACT = { seconds: 0, trust: 1 };

const LEFT: ShareBox = { left: 0.1, top: 0.3, width: 0.2, height: 0.3 };
const RIGHT: ShareBox = { left: 0.6, top: 0.3, width: 0.2, height: 0.3 };
/** A face that stays where it is. */
function still(track: number, span: readonly [number, number], at: ShareBox, person = 0): MatchableTrack {
  const boxes = span.map((seconds) => ({ seconds, ...at }));
  return { track, firstSeconds: span[0], lastSeconds: span[1], boxes, template: lookOf(person), model: 'embedder' };
}
const video = (...tracks: readonly MatchableTrack[]): MatchableResult => ({
  tracks,
  faces: [],
  cuts: [0],
  duration: 10,
});
const matches = (from: MatchableResult, to: MatchableResult) => {
  const { trackOf, unmatched, withheld } = matchTracks(from, to, EXACT);
  return { trackOf: Object.fromEntries(trackOf), unmatched, withheld };
};

/** The tracks of another observation that are the same face. */
const sameFaces = (track: number, from: Observation, to: Observation): number[] =>
  [...to.faceOfTrack].filter(([, face]) => face === from.faceOfTrack.get(track)).map(([other]) => other);

describe('matchTracks', () => {
  it('matches a result with itself, track by track and face by face', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const result = observe(madeUpWorld(seed));
        const { trackOf, partOf, unmatched, withheld, shiftSeconds } = matchTracks(result, result);
        expect([...trackOf]).toEqual(expect.arrayContaining(result.tracks.map(({ track }) => [track, [track]])));
        expect(result.faces.every(({ face }) => partOf.get(face)?.faces.join() === String(face))).toBe(true);
        expect({ unmatched, withheld, shiftSeconds }).toEqual({ unmatched: [], withheld: [], shiftSeconds: 0 });
      }),
      { numRuns: 12 },
    );
  });

  it('finds every face in a trimmed video looked at in other frames, and says which are cut off', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 40 }), (seed, percent) => {
        const world = madeUpWorld(seed, 12);
        const from = (percent / 100) * world.duration;
        const old = observe(world);
        const now = observe(world, { from, stride: 0.11, jitter: 0.1, seed });
        const { trackOf, unmatched } = matchTracks(old, now);
        for (const [track, became] of trackOf) expect(became).toEqual(sameFaces(track, old, now));
        for (const { track, reason } of unmatched) {
          expect(reason).toBe('outside-the-video');
          expect(old.tracks[track - 1]?.firstSeconds).toBeLessThan(from);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('says where nobody is found any more, and who looks different does not take their place', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 99 }), (seed, pick) => {
        const old = observe(madeUpWorld(seed));
        const gone = old.tracks[pick % old.tracks.length]?.track ?? 0;
        const rest = old.tracks.filter(({ track }) => track !== gone);
        const { trackOf, unmatched } = matchTracks(old, { ...old, tracks: rest, faces: [] }, EXACT);
        expect(unmatched).toEqual([{ track: gone, reason: 'no-face-there' }]);
        expect([...trackOf.keys()].sort((a, b) => a - b)).toEqual(rest.map(({ track }) => track));
      }),
      { numRuns: 12 },
    );
  });

  it('gives a track to all the pieces it became, the longest first, and pieces to what they were joined to', () => {
    const whole = video(still(1, [0, 9], LEFT));
    const pieces = video(still(4, [0, 2], LEFT), still(5, [2.3, 6], LEFT), still(6, [6.5, 9], LEFT));
    expect(matches(whole, pieces)).toEqual({ trackOf: { 1: [5, 6, 4] }, unmatched: [], withheld: [] });
    expect(matches(pieces, whole)).toEqual({ trackOf: { 4: [1], 5: [1], 6: [1] }, unmatched: [], withheld: [] });
  });

  it('never matches two people who have swapped places, unless it cannot tell', () => {
    const old = video(still(1, [0, 9], LEFT, 1), still(2, [0, 9], RIGHT, 2), still(3, [9.2, 10], LEFT, 3));
    const swapped = video(still(1, [0, 9], RIGHT, 1), still(2, [0, 9], LEFT, 2), still(3, [9.2, 10], LEFT, 3));
    expect(matches(old, swapped)).toMatchObject({
      trackOf: { 3: [3] },
      unmatched: [
        { track: 1, reason: 'two-people-there' },
        { track: 2, reason: 'two-people-there' },
      ],
    });
    const byAnother = { ...swapped, tracks: swapped.tracks.map((track) => ({ ...track, model: 'another' })) };
    expect(matches(old, byAnother).trackOf).toEqual({ 1: [2], 2: [1], 3: [3] });
  });

  it('never finds a face in somebody else, wherever people stand', () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, other) => {
        const old = observe(madeUpWorld(seed));
        const now = observe(madeUpWorld(other));
        for (const [track, became] of matchTracks(old, now, EXACT).trackOf) {
          const look = old.tracks[track - 1]?.template;
          for (const each of became) expect(now.tracks[each - 1]?.template).toEqual(look);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('does not give one track to two people: the longer overlap wins, the rest is told', () => {
    const slid = video(still(1, [0, 9], LEFT, 1));
    // It is not known how the track looks: it may be either.
    const unknown = { ...slid, tracks: slid.tracks.map((track) => ({ ...track, template: null })) };
    const two = video(still(7, [0, 3], LEFT, 1), still(8, [3.5, 9], LEFT, 2));
    expect(matches(unknown, two)).toEqual({
      trackOf: { 1: [8] },
      unmatched: [],
      withheld: [{ track: 1, now: 7, mixed: 'old' }],
    });
    expect(matches(two, unknown)).toEqual({
      trackOf: { 8: [1] },
      unmatched: [{ track: 7, reason: 'two-people-there' }],
      withheld: [{ track: 7, now: 1, mixed: 'new' }],
    });
  });

  it('prefers who is alike where two faces are near', () => {
    const near = { ...LEFT, left: LEFT.left + 0.07 };
    const old = video({ ...still(1, [0, 9], { ...LEFT, left: LEFT.left + 0.04 }, 2) });
    const likes = video(still(1, [0, 9], LEFT, 2), still(2, [0, 9], near, 1));
    expect(matches(old, likes).trackOf).toEqual({ 1: [1] });
  });

  it('does not take who comes after a cut for who was there before', () => {
    const old = { ...video(still(1, [0, 4.95], LEFT)), cuts: [0, 5] };
    const now = { ...video(still(1, [5, 5.2], LEFT)), cuts: [0, 5] };
    expect(matches(old, now)).toMatchObject({ trackOf: {}, unmatched: [{ track: 1, reason: 'no-face-there' }] });
  });

  it('finds the time of a face, with the faces that were embedded in it', () => {
    const face = (number: number, seconds: number, track = 1) => ({ face: number, track, seconds, box: LEFT });
    const old = { ...video(still(1, [0, 9], LEFT)), faces: [face(1, 1), face(2, 2), face(3, 5)] };
    const now = { ...video(still(1, [0, 9], LEFT)), faces: [face(11, 3.6), face(12, 1), face(13, 8)] };
    expect([...matchTracks(old, now, { seconds: 0.5, trust: 1 }).partOf]).toEqual([
      [1, { firstSeconds: -Infinity, lastSeconds: 2, tracks: [1], faces: [12] }],
      [2, { firstSeconds: 2, lastSeconds: 4, tracks: [1], faces: [11] }],
      [3, { firstSeconds: 4, lastSeconds: Infinity, tracks: [1], faces: [13] }],
    ]);
    // Cut off.
    expect([...matchTracks(old, now, { seconds: -2, trust: 1 }).partOf.keys()]).toEqual([2, 3]);
    // A track that became the same comes after.
    const pieces = { ...video(still(1, [0, 4], LEFT), still(2, [5, 9], LEFT)), faces: [face(1, 1), face(2, 8, 2)] };
    expect([...matchTracks(pieces, now, EXACT).partOf.values()]).toMatchObject([
      { lastSeconds: 4.5, faces: [11, 12] },
      { firstSeconds: 4.5, faces: [13] },
    ]);
  });

  it('matches nothing with other material', () => {
    const old = observe(madeUpWorld(1));
    expect(matchTracks(old, observe(madeUpWorld(2)), null)).toMatchObject({
      shiftSeconds: 0,
      trust: 0,
      unmatched: old.tracks.map(({ track }) => ({ track, reason: 'another-video' })),
    });
  });
});
