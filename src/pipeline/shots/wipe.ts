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
export function fitWipe(ends: Ends, between: readonly Float32Array[]): WipeFit {
  const weights = new Float64Array(between.length);
  let distinct = 0;
  let neither = 0;
  for (let cell = 0; cell < COARSE_CELLS; cell++) {
    const way = cellDifference(ends.before, ends.after, cell);
    const norm = dot(way, way);
    if (norm < DISTINCT) continue;
    distinct++;
    for (const [index, picture] of between.entries()) {
      const gone = cellDifference(ends.before, picture, cell);
      const weight = dot(gone, way) / norm;
      const off = dot(gone, gone) / norm - weight * weight;
      if (weight > 0.5) weights[index] = (weights[index] as number) + 1;
      if (off > 0.15 || weight < -0.3 || weight > 1.3 || Math.abs(weight - 0.5) < 0.25) neither++;
    }
  }
  return {
    weights: weights.map((count) => count / Math.max(1, distinct)),
    residual: neither / Math.max(1, distinct * between.length),
    coverage: distinct / COARSE_CELLS,
  };
}

type Colour = readonly [y: number, blue: number, red: number];

function cellDifference(from: Float32Array, to: Float32Array, cell: number): Colour {
  const blue = cell + COARSE_CELLS;
  const red = blue + COARSE_CELLS;
  return [
    (to[cell] as number) - (from[cell] as number),
    (to[blue] as number) - (from[blue] as number),
    (to[red] as number) - (from[red] as number),
  ];
}

const dot = (a: Colour, b: Colour): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
