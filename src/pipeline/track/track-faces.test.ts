import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpFace } from '../made-up-faces.test-support.ts';
import type { FaceDetection } from '../records.ts';
import { frameIndex, type PixelBox, seconds } from '../units.ts';
import { type AnalysedFrame, trackFaces } from './track-faces.ts';

const FPS = 5;
const options = { sureScore: 0.5, weakScore: 0.1, maximumGap: seconds(1) };
type Seen = PixelBox & { readonly score?: number };
const face = (left: number, top: number, side = 40, score = 0.9): Seen => ({
  left,
  top,
  width: side,
  height: side,
  score,
});

/** Analysed frames at 5 per second: what is seen in each. */
function shot(...seen: readonly (readonly Seen[])[]): AnalysedFrame[] {
  return seen.map((boxes, frame) => ({
    frame: frameIndex(frame),
    time: seconds(frame / FPS),
    detections: boxes.map(({ score = 0.9, ...box }) => madeUpFace(frame, box, { score })),
  }));
}
/** Each track as left edges by frame. */
const leftEdges = (tracks: readonly FaceDetection[][]) => tracks.map((track) => track.map(({ box }) => box.left));
const framesOf = (tracks: readonly FaceDetection[][]) => tracks.map((track) => track.map(({ frame }) => frame));

describe('trackFaces', () => {
  it('keeps two people apart who sit still, whatever order they are reported in', () => {
    const [a, b] = [face(100, 50), face(150, 50)];
    expect(leftEdges(trackFaces(shot([a, b], [b, a], [a, b], [b, a]), options))).toEqual([
      [100, 100, 100, 100],
      [150, 150, 150, 150],
    ]);
  });

  it('follows two faces that cross at different heights', () => {
    const frames = Array.from({ length: 9 }, (_, t) => [face(100 + 20 * t, 50), face(260 - 20 * t, 85)]);
    const tracks = trackFaces(shot(...frames), options);
    expect(tracks).toHaveLength(2);
    for (const track of tracks) expect(new Set(track.map(({ box }) => box.top)).size).toBe(1);
  });

  it('follows a large face that passes a small one on the same line', () => {
    const frames = Array.from({ length: 9 }, (_, t) => [face(100 + 20 * t, 50, 60), face(260 - 20 * t, 60, 32)]);
    const tracks = trackFaces(shot(...frames), options);
    expect(tracks.map((track) => new Set(track.map(({ box }) => box.width)).size)).toEqual([1, 1]);
  });

  it('follows a face that moves by twice its own width between two looks once its speed is known', () => {
    const lefts = [100, 130, 170, 220, 280, 350, 430, 510];
    expect(leftEdges(trackFaces(shot(...lefts.map((left) => [face(left, 50)])), options))).toEqual([lefts]);
  });

  it('does not connect faces at two ends of the picture', () => {
    expect(trackFaces(shot([face(0, 50)], [face(500, 50)]), options)).toHaveLength(2);
  });

  it('does not connect a face with one of another size at the same place', () => {
    expect(trackFaces(shot([face(100, 50, 30)], [face(80, 30, 90)]), options)).toHaveLength(2);
  });

  it('bridges a gap up to the longest one and no further', () => {
    const gap = (looks: number) => shot([face(100, 50)], ...Array(looks).fill([]), [face(102, 50)]);
    expect(framesOf(trackFaces(gap(4), options))).toEqual([[0, 5]]);
    expect(framesOf(trackFaces(gap(5), options))).toEqual([[0], [6]]);
  });

  it('lets doubtful faces continue a track but never begin one', () => {
    const sure = face(100, 50);
    const doubtful = face(101, 50, 40, 0.2);
    expect(framesOf(trackFaces(shot([doubtful], [sure], [doubtful], [doubtful], [sure]), options))).toEqual([
      [1, 2, 3, 4],
    ]);
    expect(trackFaces(shot([doubtful], [doubtful], [doubtful]), options)).toEqual([]);
  });

  it('ignores what is below doubtful', () => {
    expect(framesOf(trackFaces(shot([face(100, 50)], [face(100, 50, 40, 0.05)]), options))).toEqual([[0]]);
  });

  it('gives a sure face the track before a doubtful one that lies nearer', () => {
    const frames = shot([face(100, 50)], [face(112, 50), face(100, 50, 40, 0.3)]);
    expect(leftEdges(trackFaces(frames, options))).toEqual([[100, 112]]);
  });

  it('orders tracks by first frame, then left edge', () => {
    const frames = shot([face(400, 0), face(10, 200)], [face(400, 0), face(10, 200), face(200, 100)]);
    expect(leftEdges(trackFaces(frames, options))).toEqual([[10, 10], [400, 400], [200]]);
    expect(trackFaces([], options)).toEqual([]);
  });

  it('uses every sure face exactly once, in ascending frames, never two of one frame in one track', () => {
    const place = fc.integer({ min: 0, max: 300 });
    const seen = fc
      .tuple(place, place, fc.integer({ min: 10, max: 80 }), fc.integer({ min: 0, max: 100 }))
      .map(([left, top, side, score]) => face(left, top, side, score / 100));
    fc.assert(
      fc.property(fc.array(fc.array(seen, { maxLength: 6 }), { maxLength: 12 }), (boxes) => {
        const frames = shot(...boxes);
        const tracks = trackFaces(frames, options);
        for (const track of tracks) {
          expect(track[0]?.score).toBeGreaterThanOrEqual(options.sureScore);
          for (let i = 1; i < track.length; i++) {
            const gap = ((track[i]?.frame ?? 0) - (track[i - 1]?.frame ?? 0)) / FPS;
            expect(gap).toBeGreaterThan(0);
            expect(gap).toBeLessThanOrEqual(options.maximumGap);
          }
        }
        const used = tracks.flat();
        expect(new Set(used).size).toBe(used.length);
        const all = frames.flatMap(({ detections }) => detections);
        expect(used).toEqual(expect.arrayContaining(all.filter(({ score }) => score >= options.sureScore)));
        expect(used.filter(({ score }) => score < options.weakScore)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same tracks whatever order faces are reported in', () => {
    const seen = fc.record({ left: fc.integer({ min: 0, max: 600 }), top: fc.integer({ min: 0, max: 300 }) });
    fc.assert(
      fc.property(fc.array(fc.array(seen, { maxLength: 5 }), { maxLength: 8 }), (places) => {
        const boxes = places.map((row) => row.map(({ left, top }) => face(left + top / 1000, top)));
        const turned = boxes.map((row) => [...row].reverse());
        expect(leftEdges(trackFaces(shot(...turned), options))).toEqual(leftEdges(trackFaces(shot(...boxes), options)));
      }),
    );
  });
});
