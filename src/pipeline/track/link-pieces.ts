/** Finds pieces of one appearance that the tracker lost in between: someone passed in front, a head turned away. */
import type { TrackTemplate } from '../embed/describe-track.ts';
import { cosine } from '../embed/vectors.ts';
import { centreDistance } from '../geometry/centre-distance.ts';
import type { FaceTrack } from '../records.ts';
import type { FrameIndex, Seconds } from '../units.ts';

export interface DescribedTrack {
  readonly track: FaceTrack;
  readonly template: TrackTemplate | null;
}

/** Longest absence after which a face that comes back in one shot continues its track. */
export const LONGEST_ABSENCE_S = 3;
/** The faces must look alike at least this much … */
export const LEAST_LIKENESS = 0.4;
/** … and lie within this many face heights of each other … */
const FARTHEST_HEIGHTS = 1.5;
/** … at heights within this factor. */
const LARGEST_SCALE = 1.6;

/**
 * Pairs [earlier, later] of indexes into `tracks`, each index at most once on either side: the later track
 * continues the earlier one. The most alike pairs win. Only tracks of one shot that do not overlap in time pair up.
 */
export function linkPieces(
  tracks: readonly DescribedTrack[],
  timeOf: (frame: FrameIndex) => Seconds,
): [number, number][] {
  const candidates: { earlier: number; later: number; likeness: number }[] = [];
  tracks.forEach((a, earlier) => {
    tracks.forEach((b, later) => {
      if (earlier === later || a.track.shot !== b.track.shot || !a.template || !b.template) return;
      const likeness = cosine(a.template.vector, b.template.vector);
      if (likeness >= LEAST_LIKENESS && canContinue(a.track, b.track, timeOf))
        candidates.push({ earlier, later, likeness });
    });
  });
  candidates.sort((a, b) => b.likeness - a.likeness || a.earlier - b.earlier || a.later - b.later);
  const continued = new Set<number>();
  const continuing = new Set<number>();
  const pairs: [number, number][] = [];
  for (const { earlier, later } of candidates) {
    if (continued.has(earlier) || continuing.has(later)) continue;
    continued.add(earlier);
    continuing.add(later);
    pairs.push([earlier, later]);
  }
  return pairs.sort((a, b) => a[0] - b[0]);
}

function canContinue(a: FaceTrack, b: FaceTrack, timeOf: (frame: FrameIndex) => Seconds): boolean {
  const end = a.detections.at(-1);
  const start = b.detections[0];
  if (!end || !start || start.frame <= end.frame) return false;
  if (timeOf(start.frame) - timeOf(end.frame) > LONGEST_ABSENCE_S) return false;
  const scale = start.box.height / end.box.height;
  if (scale > LARGEST_SCALE || scale < 1 / LARGEST_SCALE) return false;
  return centreDistance(end.box, start.box) <= FARTHEST_HEIGHTS * Math.max(end.box.height, start.box.height);
}
