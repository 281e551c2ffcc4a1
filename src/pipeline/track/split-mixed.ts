/** Finds tracks that slid from one face to another, and where. */
import { describeTrack, type FaceSample } from '../embed/describe-track.ts';
import { cosine } from '../embed/vectors.ts';
import type { FaceDetection } from '../records.ts';
import type { FrameIndex } from '../units.ts';

/** Both sides must agree with themselves at least this much … */
const LEAST_COHESION = 0.55;
/** … and with each other at most this much: typical of two different people. */
const MOST_LIKENESS = 0.2;
/** Samples on each side that make the verdict more than a bad frame. */
const LEAST_SAMPLES = 2;

/**
 * The first frame that belongs to a second person, or null when the samples look like one person. The place with the least
 * likeness between before and after wins; between two samples the cut is put where the box jumps most.
 */
export function findIdentitySwitch(
  samples: readonly FaceSample[],
  detections: readonly FaceDetection[],
): FrameIndex | null {
  let best: { at: number; likeness: number } | null = null;
  for (let at = LEAST_SAMPLES; at <= samples.length - LEAST_SAMPLES; at++) {
    const before = describeTrack(samples.slice(0, at));
    const after = describeTrack(samples.slice(at));
    if (!before || !after || Math.min(before.cohesion, after.cohesion) < LEAST_COHESION) continue;
    const likeness = cosine(before.vector, after.vector);
    if (likeness < MOST_LIKENESS && likeness < (best?.likeness ?? Number.POSITIVE_INFINITY)) best = { at, likeness };
  }
  if (!best) return null;
  const last = samples[best.at - 1]?.frame;
  const next = samples[best.at]?.frame;
  return last === undefined || next === undefined ? null : largestJump(detections, last, next);
}

/** The frame in (after, upTo] whose box lies farthest from the one before, in box sizes per analysed frame. */
function largestJump(detections: readonly FaceDetection[], after: FrameIndex, upTo: FrameIndex): FrameIndex {
  let jump = -1;
  let frame = upTo;
  for (let i = 1; i < detections.length; i++) {
    const a = detections[i - 1];
    const b = detections[i];
    if (!a || !b || b.frame <= after || b.frame > upTo) continue;
    const dx = b.box.left + b.box.width / 2 - a.box.left - a.box.width / 2;
    const dy = b.box.top + b.box.height / 2 - a.box.top - a.box.height / 2;
    const distance = Math.hypot(dx, dy) / Math.max(a.box.height, b.box.height);
    if (distance > jump) {
      jump = distance;
      frame = b.frame;
    }
  }
  return frame;
}
