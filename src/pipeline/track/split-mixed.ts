/** Finds tracks that slid from one face to another, and where. */
import { describeTrack, type FaceSample } from '../embed/describe-track.ts';
import { cosine } from '../embed/vectors.ts';
import { centreDistance } from '../geometry/centre-distance.ts';
import type { FaceDetection } from '../records.ts';
import type { FrameIndex } from '../units.ts';

/** Both sides must agree with themselves at least this much … */
export const LEAST_COHESION = 0.55;
/** … and with each other at most this much: typical of two different people. */
export const MOST_LIKENESS = 0.2;
/** A head that turns away changes its embedding but stays in place; another head comes with a jump of the box, in face heights. */
const LEAST_JUMP = 0.3;
/** Without a jump, only two well-seen faces (template weights) that have nothing in common are two people. */
const SURE_WEIGHT = 1;
const SURE_LIKENESS = 0.05;
/** Samples on each side that make the verdict more than a bad frame. */
const LEAST_SAMPLES = 2;

interface Switch {
  readonly frame: FrameIndex;
  /** Samples that look like neither side's other samples. */
  readonly outliers: number;
  readonly likeness: number;
}

/**
 * The first frame that belongs to a second person, or null when the samples look like one person. The place that leaves the
 * fewest outliers wins, then the one with the least likeness between before and after: one place too early or too late,
 * the stray sample counts as an outlier and the likeness is as low. Between two samples the cut is put where the box jumps
 * most.
 */
export function findIdentitySwitch(
  samples: readonly FaceSample[],
  detections: readonly FaceDetection[],
): FrameIndex | null {
  let best: Switch | null = null;
  for (let at = LEAST_SAMPLES; at <= samples.length - LEAST_SAMPLES; at++) {
    const last = samples[at - 1];
    const next = samples[at];
    const before = describeTrack(samples.slice(0, at));
    const after = describeTrack(samples.slice(at));
    if (!last || !next || !before || !after) continue;
    if (Math.min(before.cohesion, after.cohesion) < LEAST_COHESION) continue;
    const likeness = cosine(before.vector, after.vector);
    const outliers = before.outliers.length + after.outliers.length;
    if (likeness >= MOST_LIKENESS || (best && !isClearer({ outliers, likeness }, best))) continue;
    const jump = largestJump(detections, last.frame, next.frame);
    const certain = likeness < SURE_LIKENESS && Math.min(before.weight, after.weight) >= SURE_WEIGHT;
    if (jump.distance >= LEAST_JUMP || certain) best = { frame: jump.frame, outliers, likeness };
  }
  return best?.frame ?? null;
}

function isClearer(place: Omit<Switch, 'frame'>, than: Switch): boolean {
  return place.outliers < than.outliers || (place.outliers === than.outliers && place.likeness < than.likeness);
}

/** The frame in (after, upTo] whose box lies farthest from the one before, and how far, in face heights. */
function largestJump(
  detections: readonly FaceDetection[],
  after: FrameIndex,
  upTo: FrameIndex,
): { frame: FrameIndex; distance: number } {
  let jump = { frame: upTo, distance: -1 };
  for (let i = 1; i < detections.length; i++) {
    const a = detections[i - 1];
    const b = detections[i];
    if (!a || !b || b.frame <= after || b.frame > upTo) continue;
    const distance = centreDistance(a.box, b.box) / Math.max(a.box.height, b.box.height);
    if (distance > jump.distance) jump = { frame: b.frame, distance };
  }
  return jump;
}
