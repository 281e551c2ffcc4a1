import { solveAssignment } from '../../src/pipeline/geometry/assignment.ts';
import { iou } from '../../src/pipeline/geometry/iou.ts';
import type { PixelBox } from '../../src/pipeline/units.ts';
import type { FaceRow, FrameFaces } from './face-rows.ts';

/** Indexes of two boxes that belong together, and how well they overlap. */
export interface BoxMatch {
  readonly truth: number;
  readonly predicted: number;
  /** At least the wanted overlap, at most 1. */
  readonly overlap: number;
}

/** A true face and the predicted one that was matched to it. */
export interface FaceMatch {
  readonly truth: FaceRow;
  readonly predicted: FaceRow;
  readonly overlap: number;
}

/** A frame with its one-to-one matches. */
export interface MatchedFrame extends FrameFaces {
  readonly matches: readonly FaceMatch[];
}

/**
 * Pairs boxes one-to-one where their intersection over union is at least `minOverlap`: as many pairs as
 * possible, and among those the largest summed overlap.
 */
export function matchBoxes(truth: readonly PixelBox[], predicted: readonly PixelBox[], minOverlap: number): BoxMatch[] {
  const distances = truth.map((t) =>
    predicted.map((p) => {
      const overlap = iou(t, p);
      return overlap >= minOverlap ? 1 - overlap : Infinity;
    }),
  );
  return solveAssignment(distances).map(({ row, column }) => ({
    truth: row,
    predicted: column,
    overlap: 1 - (distances[row]?.[column] ?? 1),
  }));
}

/** {@link matchBoxes} in every frame. */
export function matchFrames(frames: readonly FrameFaces[], minOverlap: number): MatchedFrame[] {
  return frames.map((frame) => ({ ...frame, matches: matchFaces(frame, minOverlap) }));
}

function matchFaces({ truth, predicted }: FrameFaces, minOverlap: number): FaceMatch[] {
  const matches = matchBoxes(
    truth.map((row) => row.box),
    predicted.map((row) => row.box),
    minOverlap,
  );
  return matches.flatMap((match) => {
    const truthRow = truth[match.truth];
    const predictedRow = predicted[match.predicted];
    return truthRow && predictedRow ? [{ truth: truthRow, predicted: predictedRow, overlap: match.overlap }] : [];
  });
}
