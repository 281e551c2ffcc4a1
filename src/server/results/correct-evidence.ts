/** What people said about tracks and faces, applied to what seconds are measured from. */

import { frameStartSeconds, videoSeconds } from '../../pipeline/frame-times.ts';
import type { FaceTrack } from '../../pipeline/records.ts';
import type { ReviewState } from '../../review/review-state.ts';
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
    const parts = partsOf(bounded, state, frameOfFace);
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

interface Part {
  readonly owner: number | null;
  readonly detections: FaceTrack['detections'];
}

/** Every sighting goes with the embedded face that is nearest in time. The part of the track's own owner comes first. */
function partsOf(track: FaceTrack, state: ReviewState, frameOfFace: ReadonlyMap<number, number>): readonly Part[] {
  const own = state.ownerOf.get(track.track) ?? null;
  const faces = (state.facesOf.get(track.track) ?? []).map((face) => ({
    frame: frameOfFace.get(face) ?? 0,
    owner: state.ownerOfFace.has(face) ? (state.ownerOfFace.get(face) ?? null) : own,
  }));
  if (faces.every(({ owner }) => owner === own)) return [{ owner: own, detections: track.detections }];
  const byOwner = new Map<number | null, FaceTrack['detections'][number][]>([[own, []]]);
  for (const detection of track.detections) {
    const nearest = faces.reduce((best, face) =>
      Math.abs(face.frame - detection.frame) < Math.abs(best.frame - detection.frame) ? face : best,
    );
    const part = byOwner.get(nearest.owner) ?? [];
    part.push(detection);
    byOwner.set(nearest.owner, part);
  }
  return [...byOwner].map(([owner, detections]) => ({ owner, detections }));
}
