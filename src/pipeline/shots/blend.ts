/**
 * The test for dissolves and fades: while one picture is mixed into another, every picture in between lies on the
 * straight line between the two ends, P = (1 − α)·A + α·B, with α rising from 0 to 1. A camera or an object that
 * moves leaves that line at once.
 *
 * Source: the production model of dissolves, A. Hampapur et al., "Digital video segmentation", ACM Multimedia 1994.
 */

/** The two ends: arrays of equal length. */
export interface Ends {
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/** The straight line from one end to the other. */
export interface BlendLine extends Ends {
  /** |B − A|²; above 0 wherever something is fitted to the line. */
  readonly norm: number;
  /** Root mean square of B − A, levels. */
  readonly distance: number;
}

export interface BlendFit {
  /** Best α of each picture in between, not clamped. */
  readonly weights: Float64Array;
  /** Mean over the pictures in between of |P − blend|² / |B − A|²: 0 = exact blend, about 0.75 = unrelated picture. */
  readonly residual: number;
}

export function blendLine({ before, after }: Ends): BlendLine {
  let norm = 0;
  for (let i = 0; i < before.length; i++) {
    const way = (after[i] as number) - (before[i] as number);
    norm += way * way;
  }
  return { before, after, norm, distance: Math.sqrt(norm / before.length) };
}

/**
 * Least-squares α for each picture in `between` (same length as the ends; at least one). Null as soon as the residual is
 * sure to exceed `limit`, since the pictures are many and most are no blends.
 */
export function fitBlend(line: BlendLine, between: readonly Float32Array[], limit: number): BlendFit | null {
  const { before, after, norm } = line;
  const weights = new Float64Array(between.length);
  let residual = 0;
  for (let index = 0; index < between.length; index++) {
    const picture = between[index] as Float32Array;
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
  return { weights, residual };
}

/** Best α of one picture, not clamped. */
export function blendWeight({ before, after, norm }: BlendLine, picture: Float32Array): number {
  let dot = 0;
  for (let i = 0; i < before.length; i++) {
    const from = before[i] as number;
    dot += ((picture[i] as number) - from) * ((after[i] as number) - from);
  }
  return dot / norm;
}
