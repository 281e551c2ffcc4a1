import type { FrameFaces } from './face-rows.ts';

/** Shots as frame numbers (1-based, inclusive), in time order; they tile the clip. */
export interface TrueShots {
  readonly starts: readonly number[];
  /** Frames inside dissolves, wipes and fades, where two shots are seen at once: they belong to no shot here. */
  readonly transitionFrames: ReadonlySet<number>;
}

export interface CutCrossings {
  /** Predicted tracks with boxes in two or more shots. */
  readonly crossing: number;
  readonly tracks: number;
}

/** Counts the predicted tracks that a cut should have ended and did not. */
export function countCutCrossings(frames: readonly FrameFaces[], shots: TrueShots): CutCrossings {
  const shotsOf = new Map<number, Set<number>>();
  for (const { frame, predicted } of frames) {
    const shot = Math.max(
      0,
      shots.starts.findLastIndex((start) => start <= frame),
    );
    for (const { id } of predicted) {
      const seenIn = shotsOf.get(id) ?? new Set<number>();
      shotsOf.set(id, seenIn);
      if (!shots.transitionFrames.has(frame)) seenIn.add(shot);
    }
  }
  return { crossing: [...shotsOf.values()].filter((seenIn) => seenIn.size > 1).length, tracks: shotsOf.size };
}
