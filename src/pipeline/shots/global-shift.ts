/**
 * The one shift that best lays a picture on another, found from row and column means only ("projections"), so that
 * a pan or a shake of a third of the picture costs next to nothing to find.
 *
 * Source: K. Ratakonda, "Real-time digital video stabilization for multi-media applications", ISCAS 1998.
 */
import { SCAN_SIZE } from './scan-picture.ts';

/** Scan pixels: the point (x, y) of the later picture shows what (x + dx, y + dy) of the earlier one showed. */
export interface Shift {
  readonly dx: number;
  readonly dy: number;
}

/** Largest shift looked for, as a fraction of the side. */
const REACH = 1 / 3;

/** @param before, after luma at SCAN_SIZE. */
export function globalShift(before: Uint8Array, after: Uint8Array): Shift {
  return {
    dx: bestShift(columnMeans(before), columnMeans(after)),
    dy: bestShift(rowMeans(before), rowMeans(after)),
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
    let cost = 0;
    for (let i = from; i < to; i++) cost += Math.abs((after[i] as number) - (before[i + shift] as number));
    cost /= to - from;
    if (cost < bestCost) {
      bestCost = cost;
      best = shift;
    }
  }
  return best;
}

/** Column means around their own mean, so that brightness does not count. */
function columnMeans(luma: Uint8Array): Float64Array {
  const { width, height } = SCAN_SIZE;
  const means = new Float64Array(width);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) means[x] = (means[x] as number) + (luma[i] as number) / height;
  }
  return centred(means);
}

function rowMeans(luma: Uint8Array): Float64Array {
  const { width, height } = SCAN_SIZE;
  const means = new Float64Array(height);
  for (let y = 0, i = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++, i++) sum += luma[i] as number;
    means[y] = sum / width;
  }
  return centred(means);
}

function centred(values: Float64Array): Float64Array {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  return values.map((value) => value - mean);
}
