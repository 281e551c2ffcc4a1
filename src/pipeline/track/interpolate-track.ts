/**
 * A track as one box per decoded frame, telling the same story as its seconds: a frame has a box exactly when it begins
 * inside one of the track's face intervals (see screen-time/face-interval.ts).
 *
 * Between two sightings the box moves linearly in time, by time stamps, not by frame count; before the first and after
 * the last sighting of a run it stays where the face was seen.
 */
import { frameStartSeconds } from '../frame-times.ts';
import type { FaceDetection, FaceTrack, FrameTable, Shot, TrackBox } from '../records.ts';
import { type SightingContext, type SightingRun, sightingRuns } from '../screen-time/face-interval.ts';
import { groupBy } from '../screen-time/group-by.ts';
import { frameIndex, type PixelBox } from '../units.ts';

/** A track number with its box in every frame, by frame. */
export interface DenseTrack {
  readonly track: number;
  readonly boxes: readonly TrackBox[];
}

function between(a: PixelBox, b: PixelBox, share: number): PixelBox {
  const mix = (from: number, to: number): number => from + (to - from) * share;
  return {
    left: mix(a.left, b.left),
    top: mix(a.top, b.top),
    width: mix(a.width, b.width),
    height: mix(a.height, b.height),
  };
}

function boxAt(frame: number, [a, b]: readonly [FaceDetection, FaceDetection], table: FrameTable): TrackBox {
  const index = frameIndex(frame);
  if (frame === a.frame) return { frame: index, box: a.box, score: a.score, interpolated: false };
  if (frame === b.frame) return { frame: index, box: b.box, score: b.score, interpolated: false };
  const from = frameStartSeconds(table, a.frame);
  const share =
    a.frame === b.frame ? 0 : (frameStartSeconds(table, index) - from) / (frameStartSeconds(table, b.frame) - from);
  return { frame: index, box: between(a.box, b.box, share), score: Math.min(a.score, b.score), interpolated: true };
}

function interpolateRun(run: SightingRun, table: FrameTable): readonly TrackBox[] {
  const first = run.sightings[0];
  const last = run.sightings.at(-1);
  if (first === undefined || last === undefined) return [];
  const startOf = (frame: number): number => frameStartSeconds(table, frameIndex(frame));
  const boxes: TrackBox[] = [];
  let frame: number = first.frame;
  while (frame > 0 && startOf(frame - 1) >= run.interval.start) frame--;
  for (; frame < first.frame; frame++) boxes.push(boxAt(frame, [first, first], table));
  run.sightings.forEach((sighting, i) => {
    const next = run.sightings[i + 1] ?? sighting;
    for (; frame < next.frame || frame === sighting.frame; frame++) boxes.push(boxAt(frame, [sighting, next], table));
  });
  for (; frame < table.pts.length && startOf(frame) < run.interval.end; frame++) {
    boxes.push(boxAt(frame, [last, last], table));
  }
  return boxes;
}

/**
 * One box per decoded frame in which the track's face is on screen, by frame.
 * @throws RangeError when the track leaves its shot.
 */
export function interpolateTrack(track: FaceTrack, context: SightingContext): readonly TrackBox[] {
  return sightingRuns(track, context).flatMap((run) => interpolateRun(run, context.frameTable));
}

export interface InterpolationInput extends Omit<SightingContext, 'shot'> {
  readonly shots: readonly Shot[];
  readonly tracks: readonly FaceTrack[];
}

/**
 * All tracks made dense, one shot after the other (only shots with tracks), so that no more than one shot's boxes are in
 * memory; tracks by number within a shot.
 */
export function* interpolateTracks(input: InterpolationInput): Generator<readonly DenseTrack[]> {
  const byShot = groupBy(input.tracks, ({ shot }) => shot);
  for (const shot of input.shots) {
    const tracks = (byShot.get(shot.shot) ?? []).toSorted((a, b) => a.track - b.track);
    const dense = tracks.map((track) => ({ track: track.track, boxes: interpolateTrack(track, { ...input, shot }) }));
    if (dense.length > 0) yield dense;
  }
}
