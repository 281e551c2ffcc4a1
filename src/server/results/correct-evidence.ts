/** What people said about tracks and faces, applied to what seconds are measured from. */

import { frameStartSeconds, videoSeconds } from '../../pipeline/frame-times.ts';
import type { FaceTrack } from '../../pipeline/records.ts';
import type { FrameIndex } from '../../pipeline/units.ts';
import { ownerOfSpan, type ReviewState } from '../../review/review-state.ts';
import type { RunEvidence } from './run-evidence.ts';

export interface CorrectedEvidence {
  readonly evidence: RunEvidence;
  /** Of the tracks in `evidence`: identity; null: nobody's. */
  readonly ownerOf: ReadonlyMap<number, number | null>;
  /** Parts of a divided track have numbers of their own: the track they are of. */
  readonly partOf: ReadonlyMap<number, number>;
}

/** @param frameOfFace 0-based, of all faces of the run. */
export function correctEvidence(
  evidence: RunEvidence,
  state: ReviewState,
  frameOfFace: ReadonlyMap<number, number>,
): CorrectedEvidence {
  const ownerOf = new Map<number, number | null>();
  const partOf = new Map<number, number>();
  let next = evidence.tracks.reduce((most, { track }) => Math.max(most, track), 0);
  const tracks = evidence.tracks.flatMap((track): FaceTrack[] => {
    if (state.notFaces.has(track.track)) return [];
    const bounded = withinBounds(track, evidence, state);
    const parts = partsOf(bounded, evidence, state, frameOfFace);
    return parts.flatMap(({ owner, detections }, index): FaceTrack[] => {
      const identity = owner === null ? undefined : state.identities.get(owner);
      // A picture of somebody is nobody's screen time.
      if (identity?.ignoredAs === 'poster' || identity?.ignoredAs === 'screen') return [];
      if (index > 0) next += 1;
      const number = index === 0 ? track.track : next;
      if (index > 0) partOf.set(number, track.track);
      ownerOf.set(number, owner);
      return [{ ...bounded, track: number, detections }];
    });
  });
  return { evidence: { ...evidence, tracks }, ownerOf, partOf };
}

/** Between its bounds a track is seen in every frame that was searched, outside in none. */
function withinBounds(
  track: FaceTrack,
  { analysedFrames, shots, frameTable }: RunEvidence,
  state: ReviewState,
): FaceTrack {
  const bounds = state.bounds.get(track.track);
  const shot = shots.find((each) => each.shot === track.shot);
  const [sample] = track.detections;
  if (!bounds || !shot || !sample) return track;
  const last = Math.min(bounds.lastSeconds, videoSeconds(frameTable));
  const frames = analysedFrames.filter((frame) => {
    if (frame < shot.startFrame || frame > shot.endFrame) return false;
    const time = frameStartSeconds(frameTable, frame);
    return time >= bounds.firstSeconds && time <= last;
  });
  return { ...track, detections: frames.map((frame) => ({ ...sample, frame })) };
}

/** Times of faces are stored with six decimals. */
const SAME_TIME_S = 1e-5;

interface Part {
  readonly owner: number | null;
  readonly detections: FaceTrack['detections'];
}

/**
 * A sighting in a span is whose the span is; any other goes with the embedded face that is nearest in time. The part of the
 * track's own owner comes first.
 */
function partsOf(
  track: FaceTrack,
  { frameTable }: RunEvidence,
  state: ReviewState,
  frameOfFace: ReadonlyMap<number, number>,
): readonly Part[] {
  const own = state.ownerOf.get(track.track) ?? null;
  const spans = state.spans.get(track.track) ?? [];
  const faces = (state.facesOf.get(track.track) ?? [])
    .filter((face) => !state.facesInSpans.has(face))
    .map((face) => ({
      frame: frameOfFace.get(face) ?? 0,
      owner: state.ownerOfFace.has(face) ? (state.ownerOfFace.get(face) ?? null) : own,
    }));
  if (spans.length === 0 && faces.every(({ owner }) => owner === own))
    return [{ owner: own, detections: track.detections }];
  const ownerAt = (frame: FrameIndex): number | null => {
    const time = frameStartSeconds(frameTable, frame);
    const span = spans.findLast(
      ({ firstSeconds, lastSeconds }) => time > firstSeconds + SAME_TIME_S && time <= lastSeconds + SAME_TIME_S,
    );
    if (span) return ownerOfSpan(state, span);
    const away = (face: { frame: number }) => Math.abs(face.frame - frame);
    const [first, ...rest] = faces;
    return first ? rest.reduce((best, face) => (away(face) < away(best) ? face : best), first).owner : own;
  };
  const byOwner = new Map<number | null, FaceTrack['detections'][number][]>([[own, []]]);
  for (const detection of track.detections) {
    const owner = ownerAt(detection.frame);
    const part = byOwner.get(owner) ?? [];
    part.push(detection);
    byOwner.set(owner, part);
  }
  return [...byOwner].map(([owner, detections]) => ({ owner, detections }));
}
