import { describe, expect, it } from 'vitest';
import { madeUpFace } from '../made-up-faces.test-support.ts';
import type { Shot } from '../records.ts';
import { frameIndex, type PixelBox, seconds } from '../units.ts';
import { type BuildTracksInput, buildTracks } from './build-tracks.ts';

const place: PixelBox = { left: 100, top: 50, width: 40, height: 40 };
const elsewhere: PixelBox = { left: 400, top: 150, width: 40, height: 40 };
const shotOf = (shot: number, start: number, end: number): Shot => ({
  shot,
  startFrame: frameIndex(start),
  endFrame: frameIndex(end),
  transition: shot === 1 ? 'start' : 'cut',
});
/** Faces by analysed frame; 25 frames per second. */
function input(
  shots: readonly Shot[],
  faces: Readonly<Record<number, readonly [PixelBox, number][]>>,
): BuildTracksInput {
  const frames = Object.keys(faces).map(Number);
  return {
    shots,
    frames: frames.map(frameIndex),
    detections: frames.map((frame) => (faces[frame] ?? []).map(([box, score]) => madeUpFace(frame, box, { score }))),
    timeOf: (frame) => seconds(frame / 25),
  };
}
const summary = ({ tracks, rejected }: ReturnType<typeof buildTracks>) => ({
  tracks: tracks.map(({ track, shot, detections }) => [track, shot, detections.map(({ frame }) => frame)]),
  rejected: rejected.map(({ shot, detections }) => [shot, detections.map(({ frame }) => frame)]),
});

describe('buildTracks', () => {
  it('never carries a face across a cut, and numbers tracks through all shots', () => {
    const shots = [shotOf(1, 0, 14), shotOf(2, 15, 29)];
    const still: [PixelBox, number][] = [[place, 0.99]];
    const built = buildTracks(input(shots, { 0: still, 5: still, 10: still, 15: still, 20: still, 25: still }));
    expect(summary(built)).toEqual({
      tracks: [
        [1, 1, [0, 5, 10]],
        [2, 2, [15, 20, 25]],
      ],
      rejected: [],
    });
  });

  it('rejects a lone sighting in a shot that was looked at often', () => {
    const built = buildTracks(input([shotOf(1, 0, 30)], { 0: [], 5: [], 10: [[place, 0.999]], 15: [], 20: [] }));
    expect(summary(built)).toEqual({ tracks: [], rejected: [[1, [10]]] });
  });

  it('keeps a certain face in a shot that is too short for a second look', () => {
    const built = buildTracks(input([shotOf(1, 0, 4)], { 0: [[place, 0.999]] }));
    expect(summary(built).tracks).toEqual([[1, 1, [0]]]);
  });

  it('rejects what only looks a bit like a face, however long it stays', () => {
    const lamp: [PixelBox, number] = [elsewhere, 0.55];
    const person: [PixelBox, number] = [place, 0.97];
    const faces = Object.fromEntries([0, 5, 10, 15, 20, 25].map((frame) => [frame, [lamp, person]]));
    const built = buildTracks(input([shotOf(1, 0, 29)], faces));
    expect(summary(built)).toEqual({
      tracks: [[1, 1, [0, 5, 10, 15, 20, 25]]],
      rejected: [[1, [0, 5, 10, 15, 20, 25]]],
    });
  });

  it('asks more certainty of two sightings than of many', () => {
    const at = (score: number, frames: readonly number[]) => {
      const seen = (frame: number): [PixelBox, number][] => (frames.includes(frame) ? [[place, score]] : []);
      const faces = Object.fromEntries([0, 5, 10, 15].map((frame) => [frame, seen(frame)]));
      return buildTracks(input([shotOf(1, 0, 19)], faces)).tracks.length;
    };
    expect(at(0.85, [0, 5, 10, 15])).toBe(1);
    expect(at(0.85, [0, 5])).toBe(0);
    expect(at(0.97, [0, 5])).toBe(1);
  });

  it('leaves alone frames that no shot holds, and shots without an analysed frame', () => {
    const shots = [shotOf(1, 0, 9), shotOf(2, 10, 12), shotOf(3, 20, 29)];
    const still: [PixelBox, number][] = [[place, 0.99]];
    const built = buildTracks(
      input(shots, { 0: still, 4: still, 8: still, 15: still, 20: still, 24: still, 28: still }),
    );
    expect(summary(built).tracks).toEqual([
      [1, 1, [0, 4, 8]],
      [2, 3, [20, 24, 28]],
    ]);
  });
});
