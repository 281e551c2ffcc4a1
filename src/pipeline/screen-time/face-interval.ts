/**
 * From the frames in which a face was found to the time it was on screen.
 *
 * Only some frames are analysed. A frame that was analysed and shows the face is a *sighting*: the face is on screen
 * for as long as that frame is shown. What happens in between is inferred:
 *
 * - Two consecutive sightings are *bridged* when no analysed frame lies between them, or when the unseen stretch, from
 *   the end of the one frame to the start of the other, is at most the gap tolerance. Bridged sightings form a run.
 * - A run is extended at each end by half the unseen stretch up to the nearest analysed frame of the shot beyond it (the
 *   one that did not show the face): the change lies somewhere in between, its middle is the best guess, and neighbours
 *   that use the same rule meet without gap or overlap.
 * - Frames of another shot say nothing about this one. Where no analysed frame of the shot lies beyond the run, it
 *   reaches the shot's edge; it never passes it.
 */
import { frameEndSeconds, frameStartSeconds, shotSpan } from '../frame-times.ts';
import type { FaceDetection, FaceTrack, FrameTable, Interval, Shot } from '../records.ts';
import { type FrameIndex, type Seconds, seconds } from '../units.ts';

/** What a track's sightings are measured against. */
export interface SightingContext {
  readonly frameTable: FrameTable;
  /** The shot the track lies in. */
  readonly shot: Shot;
  /** All frames that were searched for faces, ascending. */
  readonly analysedFrames: readonly FrameIndex[];
  readonly gapToleranceSeconds: number;
}

/** Sightings without an unbridged gap, and the time [start, end) they stand for. */
export interface SightingRun {
  readonly sightings: readonly FaceDetection[];
  readonly interval: Interval;
}

/** Position of the first analysed frame that is not before `frame`. */
function lowerBound(frames: readonly FrameIndex[], frame: number): number {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle] ?? Number.POSITIVE_INFINITY) < frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

const midpoint = (a: Seconds, b: Seconds): Seconds => seconds((a + b) / 2);

function startOfRun(first: FrameIndex, context: SightingContext): Seconds {
  const { frameTable, shot, analysedFrames } = context;
  const before = analysedFrames[lowerBound(analysedFrames, first) - 1];
  if (before === undefined || before < shot.startFrame) return shotSpan(frameTable, shot).start;
  return midpoint(frameEndSeconds(frameTable, before), frameStartSeconds(frameTable, first));
}

function endOfRun(last: FrameIndex, context: SightingContext): Seconds {
  const { frameTable, shot, analysedFrames } = context;
  const after = analysedFrames[lowerBound(analysedFrames, last + 1)];
  if (after === undefined || after > shot.endFrame) return shotSpan(frameTable, shot).end;
  return midpoint(frameEndSeconds(frameTable, last), frameStartSeconds(frameTable, after));
}

function isBridged(a: FrameIndex, b: FrameIndex, context: SightingContext): boolean {
  const { frameTable, analysedFrames, gapToleranceSeconds } = context;
  if ((analysedFrames[lowerBound(analysedFrames, a + 1)] ?? b) >= b) return true;
  return frameStartSeconds(frameTable, b) - frameEndSeconds(frameTable, a) <= gapToleranceSeconds;
}

/**
 * A track's sightings as runs, in time order; their intervals do not overlap and lie inside the shot.
 * @throws RangeError when the track leaves the shot: a track that crosses a cut is a fault of an earlier stage.
 */
export function sightingRuns(track: FaceTrack, context: SightingContext): readonly SightingRun[] {
  const { shot } = context;
  const sightings = track.detections;
  const first = sightings[0];
  const last = sightings.at(-1);
  if (first === undefined || last === undefined) return [];
  if (first.frame < shot.startFrame || last.frame > shot.endFrame) {
    throw new RangeError(`track ${track.track} (frames ${first.frame}–${last.frame}) leaves shot ${shot.shot}`);
  }
  const groups: FaceDetection[][] = [[first]];
  for (const sighting of sightings.slice(1)) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group && previous && isBridged(previous.frame, sighting.frame, context)) group.push(sighting);
    else groups.push([sighting]);
  }
  return groups.map((group) => ({
    sightings: group,
    interval: {
      start: startOfRun((group[0] ?? first).frame, context),
      end: endOfRun((group.at(-1) ?? last).frame, context),
    },
  }));
}
