/** For tests: small episodes, by hand or by fast-check, that obey the contracts of the records. */
import fc from 'fast-check';
import type { FaceDetection, FaceTrack, FrameTable, Identity, Shot } from '../records.ts';
import { type FrameIndex, frameIndex, type PixelBox } from '../units.ts';
import { type ScreenTimePreset, standardPreset } from './presets.ts';
import type { ScreenTimeInput } from './screen-time.ts';

/** A frame table in milliseconds from each frame's length. */
export function tableOf(frameMilliseconds: readonly number[], startMilliseconds = 0): FrameTable {
  let clock = startMilliseconds;
  const pts = Float64Array.from(frameMilliseconds, (length) => {
    clock += length;
    return clock - length;
  });
  return { pts, timeBase: { numerator: 1, denominator: 1000 }, endPts: clock };
}

/** Shots that begin at the given frames, the last one ending with the video. */
export const shotsOf = (starts: readonly number[], frames: number): readonly Shot[] =>
  starts.map((start, i) => ({
    shot: i + 1,
    startFrame: frameIndex(start),
    endFrame: frameIndex((starts[i + 1] ?? frames) - 1),
    transition: i === 0 ? 'start' : 'cut',
  }));

export function sighting(frame: number, box: PixelBox = { left: 10, top: 10, width: 20, height: 20 }): FaceDetection {
  const point = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const points = { leftEye: point, rightEye: point, nose: point, leftMouth: point, rightMouth: point };
  return { frame: frameIndex(frame), box, score: 0.9, points, plausibility: 1 };
}

export const trackOf = (track: number, shot: number, frames: readonly number[]): FaceTrack => ({
  track,
  shot,
  detections: frames.map((frame) => sighting(frame)),
});

export const identityOf = (identity: number, tracks: readonly number[]): Identity => ({
  identity,
  name: null,
  tracks,
  confidence: 0.8,
});

export const framesOf = (...frames: number[]): readonly FrameIndex[] => frames.map(frameIndex);

/**
 * Variable frame lengths, random cuts, random analysed frames, tracks seen in random ones of their shot's analysed
 * frames, and tracks handed to three identities or to nobody (owner 0).
 */
export const anyEpisode: fc.Arbitrary<ScreenTimeInput> = fc
  .record({
    lengths: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 2, maxLength: 40 }),
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: 39 }), { maxLength: 4 }),
    isAnalysed: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
    seen: fc.array(
      fc.record({
        shot: fc.nat(4),
        owner: fc.nat(3),
        inFrame: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      }),
      { maxLength: 8 },
    ),
    gapTolerance: fc.constantFrom(0, 0.1, 0.5, 2),
    minimumSightings: fc.constantFrom(1, 1, 2),
  })
  .map(({ lengths, cuts, isAnalysed, seen, gapTolerance, minimumSightings }) => {
    const starts = [0, ...cuts.filter((cut) => cut < lengths.length).sort((a, b) => a - b)];
    const shots = shotsOf(starts, lengths.length);
    const analysedFrames = lengths.flatMap((_, frame) => (isAnalysed[frame] ? framesOf(frame) : []));
    const found = seen.flatMap(({ shot: pick, owner, inFrame }) => {
      const shot = shots[pick % shots.length];
      if (shot === undefined) return [];
      const frames = analysedFrames.filter(
        (frame) => inFrame[frame] && frame >= shot.startFrame && frame <= shot.endFrame,
      );
      return frames.length === 0 ? [] : [{ owner, shot: shot.shot, frames }];
    });
    const tracks = found.map(({ shot, frames }, i) => trackOf(i + 1, shot, frames));
    const identities = [1, 2, 3].map((identity) =>
      identityOf(
        identity,
        found.flatMap(({ owner }, i) => (owner === identity ? [i + 1] : [])),
      ),
    );
    const preset: ScreenTimePreset = { ...standardPreset, gapToleranceSeconds: gapTolerance, minimumSightings };
    return { frameTable: tableOf(lengths, 777), shots, analysedFrames, tracks, identities, preset };
  });
