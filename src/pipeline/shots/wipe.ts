/**
 * The test for wipes: every cell shows either the old or the new picture, and more and more of them the new one. An
 * object that moves into the picture shows, on its way, cells that are neither.
 */
import type { Ends } from './blend.ts';
import { COARSE_CELLS } from './scan-picture.ts';

export interface WipeFit {
  /** Share of the cells that show the new picture, for each picture in between. */
  readonly weights: Float64Array;
  /** Share of the cells that show neither picture, mean over the pictures in between. */
  readonly residual: number;
  /** Share of the cells in which the two ends differ enough to tell. */
  readonly coverage: number;
}

/** Squared distance in (Y, Cb, Cr) from which on two cells are told apart. */
const DISTINCT = 400;

/** @param ends, between coarse pictures (see ScanPicture). */
export function fitWipe({ before, after }: Ends, between: readonly Float32Array[]): WipeFit {
  const weights = new Float64Array(between.length);
  let distinct = 0;
  let neither = 0;
  for (let cell = 0; cell < COARSE_CELLS; cell++) {
    const blue = cell + COARSE_CELLS;
    const red = blue + COARSE_CELLS;
    // Written out in plain numbers: an array for each colour would cost more than the arithmetic.
    const fromY = before[cell]!;
    const fromBlue = before[blue]!;
    const fromRed = before[red]!;
    const wayY = after[cell]! - fromY;
    const wayBlue = after[blue]! - fromBlue;
    const wayRed = after[red]! - fromRed;
    const norm = wayY * wayY + wayBlue * wayBlue + wayRed * wayRed;
    if (norm < DISTINCT) continue;
    distinct++;
    for (let index = 0; index < between.length; index++) {
      const picture = between[index]!;
      const goneY = picture[cell]! - fromY;
      const goneBlue = picture[blue]! - fromBlue;
      const goneRed = picture[red]! - fromRed;
      const weight = (goneY * wayY + goneBlue * wayBlue + goneRed * wayRed) / norm;
      const off = (goneY * goneY + goneBlue * goneBlue + goneRed * goneRed) / norm - weight * weight;
      if (weight > 0.5) weights[index] = weights[index]! + 1;
      if (off > 0.15 || weight < -0.3 || weight > 1.3 || Math.abs(weight - 0.5) < 0.25) neither++;
    }
  }
  return {
    weights: weights.map((count) => count / Math.max(1, distinct)),
    residual: neither / Math.max(1, distinct * between.length),
    coverage: distinct / COARSE_CELLS,
  };
}
