/** Similarity transforms of the plane: rotation, uniform scale and shift. */
import type { Point } from '../units.ts';

/** x' = a·x − b·y + tx, y' = b·x + a·y + ty. Scale is √(a² + b²). */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

/**
 * Least-squares similarity that takes `from[i]` to `to[i]` (Umeyama 1991, two dimensions, no reflection).
 * Needs at least two distinct points; returns null when all `from` points coincide.
 */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity | null {
  const n = Math.min(from.length, to.length);
  const meanFrom = centroid(from, n);
  const meanTo = centroid(to, n);
  let dot = 0;
  let cross = 0;
  let spread = 0;
  for (let i = 0; i < n; i++) {
    const p = from[i];
    const q = to[i];
    if (!p || !q) continue;
    const px = p.x - meanFrom.x;
    const py = p.y - meanFrom.y;
    const qx = q.x - meanTo.x;
    const qy = q.y - meanTo.y;
    dot += px * qx + py * qy;
    cross += px * qy - py * qx;
    spread += px * px + py * py;
  }
  if (spread < 1e-12) return null;
  const a = dot / spread;
  const b = cross / spread;
  return { a, b, tx: meanTo.x - a * meanFrom.x + b * meanFrom.y, ty: meanTo.y - b * meanFrom.x - a * meanFrom.y };
}

export function applySimilarity(transform: Similarity, point: Point): Point {
  const { a, b, tx, ty } = transform;
  return { x: a * point.x - b * point.y + tx, y: b * point.x + a * point.y + ty };
}

/** The transform that undoes `transform`, which must have a scale above 0. */
export function invertSimilarity({ a, b, tx, ty }: Similarity): Similarity {
  const square = a * a + b * b;
  const ia = a / square;
  const ib = -b / square;
  return { a: ia, b: ib, tx: -(ia * tx - ib * ty), ty: -(ib * tx + ia * ty) };
}

function centroid(points: readonly Point[], count: number): Point {
  let x = 0;
  let y = 0;
  for (const point of points.slice(0, count)) {
    x += point.x;
    y += point.y;
  }
  return { x: x / count, y: y / count };
}
