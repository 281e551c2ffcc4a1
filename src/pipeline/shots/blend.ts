/**
 * The test for dissolves and fades: while one picture is mixed into another, every picture in between lies on the
 * straight line between the two ends, P = (1 − α)·A + α·B, with α rising from 0 to 1. A camera or an object that
 * moves leaves that line at once.
 *
 * Source: the production model of dissolves, A. Hampapur et al., "Digital video segmentation", ACM Multimedia 1994.
 */

export interface BlendFit {
  /** Best α of each picture in between, not clamped. */
  readonly weights: Float64Array;
  /** Mean over the pictures in between of |P − blend|² / |B − A|²: 0 = exact blend, about 0.75 = unrelated picture. */
  readonly residual: number;
  /** Root mean square of B − A, levels. */
  readonly distance: number;
}

/** The two ends: arrays of equal length. */
export interface Ends {
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/** Least-squares α for each picture in `between` (same length as the ends; at least one). */
export function fitBlend(ends: Ends, between: readonly Float32Array[]): BlendFit {
  // Nothing exceeds infinity, so there is a fit.
  return fitBlendWithin(ends, between, Number.POSITIVE_INFINITY) as BlendFit;
}

/** The same; null as soon as the residual is sure to exceed `limit`, since the pictures are many and most are no blends. */
export function fitBlendWithin(ends: Ends, between: readonly Float32Array[], limit: number): BlendFit | null {
  const { before, after } = ends;
  const norm = squaredDistance(ends);
  const weights = new Float64Array(between.length);
  if (norm === 0) return { weights, residual: 0, distance: 0 };
  let residual = 0;
  for (const [index, picture] of between.entries()) {
    let dot = 0;
    let square = 0;
    for (let i = 0; i < before.length; i++) {
      const from = before[i] as number;
      const gone = (picture[i] as number) - from;
      dot += gone * ((after[i] as number) - from);
      square += gone * gone;
    }
    weights[index] = dot / norm;
    residual += Math.max(0, square - (dot * dot) / norm) / norm / between.length;
    if (residual > limit) return null;
  }
  return { weights, residual, distance: Math.sqrt(norm / before.length) };
}

/** |B − A|² */
function squaredDistance({ before, after }: Ends): number {
  let norm = 0;
  for (let i = 0; i < before.length; i++) {
    const way = (after[i] as number) - (before[i] as number);
    norm += way * way;
  }
  return norm;
}
