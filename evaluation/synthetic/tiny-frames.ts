import type { FaceRow, FrameFaces } from '../metrics/face-rows.ts';

/** An id and the left edge of its box: boxes are 10 × 10 at top 0, so two of them d apart overlap (10 − d) / (10 + d). */
export type TinyFace = readonly [id: number, left: number];

/** One frame per entry, numbered from 1, for cases small enough to compute by hand. */
export function tinyFrames(
  frames: readonly { readonly truth: readonly TinyFace[]; readonly predicted: readonly TinyFace[] }[],
): FrameFaces[] {
  return frames.map((faces, index) => {
    const row = ([id, left]: TinyFace): FaceRow => ({
      frame: index + 1,
      id,
      box: { left, top: 0, width: 10, height: 10 },
      doubtful: false,
    });
    return { frame: index + 1, truth: faces.truth.map(row), predicted: faces.predicted.map(row) };
  });
}
