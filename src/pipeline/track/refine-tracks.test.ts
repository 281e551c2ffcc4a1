import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaceSample } from '../embed/describe-track.ts';
import { direction, madeUpFace, madeUpSample } from '../made-up-faces.test-support.ts';
import type { FaceTrack } from '../records.ts';
import { type Embedding, seconds } from '../units.ts';
import { refineTracks } from './refine-tracks.ts';

const PEOPLE = [direction(1, 0, 0, 0), direction(0, 1, 0, 0), direction(0, 0, 1, 0)] as const;
const [ANNA, BERTA] = PEOPLE;
const timeOf = (frame: number) => seconds(frame / 5);

interface Sighting {
  readonly left: number;
  readonly who: Embedding;
}
/** A track with a sample in every frame, and its samples. */
function trackOf(track: number, first: number, sightings: readonly Sighting[], shot = 1) {
  const detections = sightings.map(({ left }, i) => madeUpFace(first + i, { left, top: 50, width: 40, height: 40 }));
  const samples = sightings.map(({ who }, i) => madeUpSample(first + i, who));
  return { track: { track, shot, detections } satisfies FaceTrack, samples };
}
function refine(tracks: readonly ReturnType<typeof trackOf>[]) {
  const samples = new Map<number, readonly FaceSample[]>(tracks.map(({ track, samples: of }) => [track.track, of]));
  return refineTracks({ tracks: tracks.map(({ track }) => track), samples, timeOf });
}
const stay = (count: number, left: number, who: Embedding): Sighting[] => Array(count).fill({ left, who });
const spans = (tracks: readonly FaceTrack[]) =>
  tracks.map(({ track, detections }) => [track, detections[0]?.frame, detections.at(-1)?.frame]);

describe('refineTracks', () => {
  it('cuts a track that slid from one face to another, samples included', () => {
    const mixed = trackOf(1, 0, [...stay(5, 100, ANNA), ...stay(4, 130, BERTA)]);
    const refined = refine([mixed]);
    expect(refined).toMatchObject({ splits: 1, joints: 0 });
    expect(spans(refined.tracks)).toEqual([
      [1, 0, 4],
      [2, 5, 8],
    ]);
    expect(refined.samples.get(1)?.map(({ vector }) => vector)).toEqual(Array(5).fill(ANNA));
    expect(refined.samples.get(2)?.map(({ vector }) => vector)).toEqual(Array(4).fill(BERTA));
  });

  it('joins the pieces of a face that someone passed in front of', () => {
    const refined = refine([
      trackOf(1, 0, stay(5, 100, ANNA)),
      trackOf(2, 4, stay(4, 140, BERTA)),
      trackOf(3, 9, stay(5, 102, ANNA)),
    ]);
    expect(refined).toMatchObject({ splits: 0, joints: 1 });
    expect(spans(refined.tracks)).toEqual([
      [1, 0, 13],
      [2, 4, 7],
    ]);
  });

  it('undoes an exchange: two tracks that swapped people come out as two people', () => {
    const refined = refine([
      trackOf(1, 0, [...stay(5, 100, ANNA), ...stay(5, 140, BERTA)]),
      trackOf(2, 0, [...stay(5, 140, BERTA), ...stay(5, 100, ANNA)]),
    ]);
    expect(refined).toMatchObject({ splits: 2, joints: 2 });
    expect(refined.tracks.map(({ detections }) => new Set(detections.map(({ box }) => box.left)))).toEqual([
      new Set([100]),
      new Set([140]),
    ]);
  });

  it('leaves tracks without samples as they are', () => {
    const bare = trackOf(1, 3, stay(4, 10, ANNA)).track;
    expect(refineTracks({ tracks: [bare], samples: new Map(), timeOf })).toEqual({
      tracks: [bare],
      samples: new Map([[1, []]]),
      splits: 0,
      joints: 0,
    });
  });

  it('keeps every face and every sample exactly once, in tracks of one shot in time order, numbered in order', () => {
    const sighting = fc.record({ left: fc.integer({ min: 0, max: 300 }), who: fc.constantFrom(...PEOPLE) });
    const track = fc.record({
      first: fc.integer({ min: 0, max: 30 }),
      shot: fc.integer({ min: 1, max: 2 }),
      sightings: fc.array(sighting, { minLength: 1, maxLength: 9 }),
    });
    fc.assert(
      fc.property(fc.array(track, { maxLength: 6 }), (described) => {
        const tracks = described.map(({ first, shot, sightings }, i) =>
          trackOf(i + 1, first + 100 * shot, sightings, shot),
        );
        const refined = refine(tracks);
        const faces = refined.tracks.flatMap(({ detections }) => detections);
        const given = tracks.flatMap((each) => each.track.detections);
        expect(faces).toHaveLength(given.length);
        expect(new Set(faces)).toEqual(new Set(given));
        expect(refined.tracks.length).toBe(tracks.length + refined.splits - refined.joints);
        refined.tracks.forEach(({ track: number, shot, detections }, i) => {
          expect(number).toBe(i + 1);
          const frames = detections.map(({ frame }) => frame);
          expect(frames).toEqual([...new Set(frames)].sort((a, b) => a - b));
          expect(frames.every((frame) => Math.floor(frame / 100) === shot)).toBe(true);
          expect(refined.samples.get(number)?.map(({ frame }) => frame)).toEqual(frames);
          const before = refined.tracks[i - 1]?.detections[0]?.frame ?? 0;
          expect(before).toBeLessThanOrEqual(frames[0] ?? 0);
        });
      }),
      { numRuns: 200 },
    );
  });
});
