/**
 * The one shift that best lays a picture on another, found from row and column means only ("projections"), so that
 * a pan or a shake of a third of the picture costs next to nothing to find.
 *
 * Source: K. Ratakonda, "Real-time digital video stabilization for multi-media applications", ISCAS 1998.
 */
import type { ScanPicture } from './scan-picture.ts';

/** Scan pixels: the point (x, y) of the later picture shows what (x + dx, y + dy) of the earlier one showed. */
export interface Shift {
  readonly dx: number;
  readonly dy: number;
}

/** Largest shift looked for, as a fraction of the side. */
const REACH = 1 / 3;

export function globalShift(before: ScanPicture, after: ScanPicture): Shift {
  return {
    dx: bestShift(before.projections.columns, after.projections.columns),
    dy: bestShift(before.projections.rows, after.projections.rows),
  };
}

function bestShift(before: Float64Array, after: Float64Array): number {
  const reach = Math.floor(before.length * REACH);
  let best = 0;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let step = 0; step <= 2 * reach; step++) {
    // 0, 1, −1, 2, −2 …: of equal costs the smallest shift wins.
    const shift = step % 2 === 1 ? (step + 1) / 2 : -step / 2;
    const from = Math.max(0, -shift);
    const to = Math.min(before.length, before.length - shift);
    // No sum beyond it gives a better mean.
    const limit = bestCost * (to - from);
    let cost = 0;
    for (let i = from; i < to && cost <= limit; i++)
      cost += Math.abs((after[i] as number) - (before[i + shift] as number));
    cost /= to - from;
    if (cost < bestCost) {
      bestCost = cost;
      best = shift;
    }
  }
  return best;
}
