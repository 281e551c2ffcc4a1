/** Corrects tracks once faces have been compared: mixed tracks are split, pieces of one appearance are joined. */
import { describeTrack, type FaceSample } from '../embed/describe-track.ts';
import type { FaceDetection, FaceTrack } from '../records.ts';
import type { FrameIndex, Seconds } from '../units.ts';
import { linkPieces } from './link-pieces.ts';
import { findIdentitySwitch } from './split-mixed.ts';

export interface RefineInput {
  readonly tracks: readonly FaceTrack[];
  /** Samples by track number, in time order. */
  readonly samples: ReadonlyMap<number, readonly FaceSample[]>;
  readonly timeOf: (frame: FrameIndex) => Seconds;
}

export interface RefinedTracks {
  /** Renumbered from 1 in order of first frame, then left edge. */
  readonly tracks: readonly FaceTrack[];
  readonly samples: ReadonlyMap<number, readonly FaceSample[]>;
  /** How many tracks were cut in two, and how many joints were made. */
  readonly splits: number;
  readonly joints: number;
}

/** A track without a number. */
export interface TrackPiece {
  readonly shot: number;
  readonly detections: readonly FaceDetection[];
  readonly samples: readonly FaceSample[];
}

export function refineTracks({ tracks, samples, timeOf }: RefineInput): RefinedTracks {
  const whole = tracks.map(({ track, shot, detections }) => ({ shot, detections, samples: samples.get(track) ?? [] }));
  const pieces = whole.flatMap(splitMixed);
  const joined = joinPieces(pieces, timeOf);
  return {
    ...numberPieces(joined),
    splits: pieces.length - whole.length,
    joints: pieces.length - joined.length,
  };
}

/** Tracks numbered from 1 in order of first frame, then left edge; samples stay with them. */
export function numberPieces(pieces: readonly TrackPiece[]): Pick<RefinedTracks, 'tracks' | 'samples'> {
  const ordered = pieces.toSorted(
    (a, b) =>
      (a.detections[0]?.frame ?? 0) - (b.detections[0]?.frame ?? 0) ||
      (a.detections[0]?.box.left ?? 0) - (b.detections[0]?.box.left ?? 0),
  );
  return {
    tracks: ordered.map(({ shot, detections }, index) => ({ track: index + 1, shot, detections })),
    samples: new Map(ordered.map((piece, index) => [index + 1, piece.samples])),
  };
}

/** Cuts until no piece looks mixed; every cut leaves samples on both sides, so this ends. */
function splitMixed(piece: TrackPiece): TrackPiece[] {
  const at = findIdentitySwitch(piece.samples, piece.detections);
  if (at === null) return [piece];
  const before = part(piece, (frame) => frame < at);
  const after = part(piece, (frame) => frame >= at);
  if (before.detections.length === 0 || after.detections.length === 0) return [piece];
  return [...splitMixed(before), ...splitMixed(after)];
}

function part(piece: TrackPiece, belongs: (frame: FrameIndex) => boolean): TrackPiece {
  return {
    shot: piece.shot,
    detections: piece.detections.filter(({ frame }) => belongs(frame)),
    samples: piece.samples.filter(({ frame }) => belongs(frame)),
  };
}

function joinPieces(pieces: readonly TrackPiece[], timeOf: RefineInput['timeOf']): TrackPiece[] {
  const described = pieces.map((piece) => ({
    track: { track: 0, shot: piece.shot, detections: piece.detections },
    template: describeTrack(piece.samples),
  }));
  const next = new Map(linkPieces(described, timeOf));
  const continuing = new Set(next.values());
  return pieces.flatMap((piece, index) => {
    if (continuing.has(index)) return [];
    const chain = [piece];
    for (let at = next.get(index); at !== undefined; at = next.get(at)) {
      const follower = pieces[at];
      if (follower) chain.push(follower);
    }
    return [
      {
        shot: piece.shot,
        detections: chain.flatMap(({ detections }) => detections),
        samples: chain.flatMap(({ samples }) => samples),
      },
    ];
  });
}
