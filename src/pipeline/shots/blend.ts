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
export function fitBlend({ before, after }: Ends, between: readonly Float32Array[]): BlendFit {
  const weights = new Float64Array(between.length);
  let distance = 0;
  let residual = 0;
  for (const [index, picture] of between.entries()) {
    // |B − A|² is the same for all pictures, but adding it up once more costs nothing beside reading the arrays.
    let norm = 0;
    let dot = 0;
    let square = 0;
    for (let i = 0; i < before.length; i++) {
      const from = before[i] as number;
      const way = (after[i] as number) - from;
      const gone = (picture[i] as number) - from;
      norm += way * way;
      dot += gone * way;
      square += gone * gone;
    }
    if (norm === 0) break;
    distance = Math.sqrt(norm / before.length);
    weights[index] = dot / norm;
    residual += Math.max(0, square - (dot * dot) / norm) / norm / between.length;
  }
  return { weights, residual, distance };
}
