/** Non-maximum suppression that remembers how many boxes agreed. */
import { iou, shareInside } from '../geometry/iou.ts';
import type { FivePoints, PixelBox } from '../units.ts';

export interface Candidate {
  readonly box: PixelBox;
  readonly score: number;
  readonly points: FivePoints | null;
}

export interface Suppressed extends Candidate {
  /** Candidates merged into this one, itself included. */
  readonly support: number;
}

const SAME_FACE_IOU = 0.4;
/** A box that lies by this share inside a stronger one is a part of that face (or the other way round). */
const PART_SHARE = 0.7;
/** Candidates weaker than this are votes only: they never become a face of their own. */
const VOTE_IOU = 0.5;

/** Keeps the strongest of each group of overlapping candidates. Order: falling score, then input order. */
export function suppress(candidates: readonly Candidate[]): Suppressed[] {
  const order = candidates.map((candidate, index) => ({ candidate, index }));
  order.sort((a, b) => b.candidate.score - a.candidate.score || a.index - b.index);
  const kept: { candidate: Candidate; support: number }[] = [];
  for (const { candidate } of order) {
    const owner = kept.find((other) => isSameFace(other.candidate.box, candidate.box));
    if (!owner) kept.push({ candidate, support: 1 });
    else if (iou(owner.candidate.box, candidate.box) > VOTE_IOU) owner.support++;
  }
  return kept.map(({ candidate, support }) => ({ ...candidate, support }));
}

/** Whether two boxes show one face: they overlap well, or one lies mostly inside the other. */
export function isSameFace(a: PixelBox, b: PixelBox): boolean {
  return iou(a, b) > SAME_FACE_IOU || shareInside(a, b) > PART_SHARE || shareInside(b, a) > PART_SHARE;
}
