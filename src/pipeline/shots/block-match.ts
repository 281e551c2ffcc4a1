/** Where a small block of one picture is found again in another: the inner loop of shot detection. */
import type { Shift } from './global-shift.ts';
import { SCAN_SIZE } from './scan-picture.ts';

/** Side of a block in scan pixels. */
export const BLOCK = 6;
const AREA = BLOCK * BLOCK;
const QUARTER = BLOCK / 2;
const STRIDE = SCAN_SIZE.width;
/** Shifts tried around a block's own place. */
const REACH = 4;

/** One block lifted out of its picture. Reused from block to block: there are 144 to a frame. */
export interface Block {
  left: number;
  top: number;
  /** Mean absolute deviation from the block's mean, grey levels. */
  texture: number;
  /** Row-major luma, BLOCK × BLOCK. */
  readonly pixels: Uint8Array;
  /** Filled when the block is searched for. */
  readonly quarters: Uint16Array;
}

export const createBlock = (): Block => ({
  left: 0,
  top: 0,
  texture: 0,
  pixels: new Uint8Array(AREA),
  quarters: new Uint16Array(4),
});

/** @param block is filled from `luma` at the place that its `left` and `top` say, wholly inside the picture. */
export function liftBlock(block: Block, luma: Uint8Array): void {
  const { pixels } = block;
  let sum = 0;
  for (let y = 0, to = 0; y < BLOCK; y++) {
    const from = (block.top + y) * STRIDE + block.left;
    for (let x = 0; x < BLOCK; x++, to++) {
      const value = luma[from + x] as number;
      pixels[to] = value;
      sum += value;
    }
  }
  const mean = sum / AREA;
  let deviation = 0;
  for (let i = 0; i < AREA; i++) deviation += Math.abs((pixels[i] as number) - mean);
  block.texture = deviation / AREA;
}

/** Mean absolute difference of the block to what `luma` shows at the same place, grey levels. */
export function distanceInPlace(block: Block, luma: Uint8Array): number {
  const origin = block.top * STRIDE + block.left;
  return (differencesOfRows(block.pixels, luma, origin, 0) + differencesOfRows(block.pixels, luma, origin, 1)) / AREA;
}

/** A picture in which blocks are looked for. */
export interface SearchedPicture {
  readonly luma: Uint8Array;
  /** Sum of luma over the 3×3 pixels from each place on; the last two columns and rows are not filled. */
  readonly quarters: Uint16Array;
}

export function searchedPicture(luma: Uint8Array): SearchedPicture {
  const quarters = new Uint16Array(luma.length);
  for (let y = 0; y <= SCAN_SIZE.height - QUARTER; y++) {
    let [left, middle] = [columnOfThree(luma, y * STRIDE), columnOfThree(luma, y * STRIDE + 1)];
    for (let at = y * STRIDE, end = at + STRIDE - QUARTER; at <= end; at++) {
      const right = columnOfThree(luma, at + 2);
      quarters[at] = left + middle + right;
      left = middle;
      middle = right;
    }
  }
  return { luma, quarters };
}

const columnOfThree = (luma: Uint8Array, at: number): number => luma[at]! + luma[at + STRIDE]! + luma[at + 2 * STRIDE]!;

export interface BlockSearch {
  /** Motion of the whole picture, looked at first. */
  readonly shift: Shift;
  /** Smallest distance seen so far, over `enough`; nothing larger is of interest. */
  readonly least: number;
  /** Distance to the searched picture at the block's own place. */
  readonly inPlace: number;
  /** Distance at which the block counts as found, and no further surroundings are searched. */
  readonly enough: number;
  /** Distance below which the search may stop at once. */
  readonly settled: number;
}

/**
 * Smallest distance, up to `least`, around the global shift and within ±4 pixels of the block's own place: every second
 * pixel first, then the neighbours of the best.
 */
export function distanceNearby(block: Block, picture: SearchedPicture, search: BlockSearch): number {
  sumQuarters(block);
  const enough = search.enough * AREA;
  const settled = search.settled * AREA;
  const best: Match = { dx: search.shift.dx, dy: search.shift.dy, sum: Math.round(search.least * AREA), settled };
  searchAround(block, picture, best, NARROW);
  const around = best.sum;
  if (around <= enough || around < settled) return around / AREA;
  // Its own place is among those looked at, so that the best is found as from no limit at all.
  best.dx = 0;
  best.dy = 0;
  best.sum = Math.round(search.inPlace * AREA) + 1;
  searchAround(block, picture, best, WIDE);
  const coarse = best.sum;
  best.sum = Math.min(around, coarse);
  if (coarse > enough && best.sum >= settled) searchAround(block, picture, best, NARROW);
  return best.sum / AREA;
}

const WIDE = { reach: REACH, step: 2 } as const;
const NARROW = { reach: 1, step: 1 } as const;

/** Sums of luma over the block's quarters: left and right above, left and right below. */
function sumQuarters({ pixels, quarters }: Block): void {
  quarters.fill(0);
  for (let y = 0, i = 0; y < BLOCK; y++, i += BLOCK) {
    const left = y < QUARTER ? 0 : 2;
    quarters[left]! += pixels[i]! + pixels[i + 1]! + pixels[i + 2]!;
    quarters[left + 1]! += pixels[i + 3]! + pixels[i + 4]! + pixels[i + 5]!;
  }
}

/** Centre of a search that only better places are of interest to, and then the best of them. */
interface Match {
  dx: number;
  dy: number;
  /** Of absolute differences. */
  sum: number;
  /** Below it the search stops. */
  readonly settled: number;
}

function searchAround(
  block: Block,
  { luma, quarters }: SearchedPicture,
  best: Match,
  { reach, step }: { readonly reach: number; readonly step: number },
): void {
  const { pixels, left, top, quarters: own } = block;
  const leftAbove = own[0]!;
  const rightAbove = own[1]!;
  const leftBelow = own[2]!;
  const rightBelow = own[3]!;
  const { dx: centreX, dy: centreY } = best;
  for (let dy = centreY - reach; dy <= centreY + reach; dy += step) {
    const y = top + dy;
    if (y < 0 || y > SCAN_SIZE.height - BLOCK) continue;
    for (let dx = centreX - reach; dx <= centreX + reach; dx += step) {
      const x = left + dx;
      if (x < 0 || x > SCAN_SIZE.width - BLOCK) continue;
      const origin = y * STRIDE + x;
      const below = origin + QUARTER * STRIDE;
      // Pixels differ by no less than their sums do (successive elimination, W. Li and E. Salari, 1995).
      const atLeast =
        Math.abs(leftAbove - quarters[origin]!) +
        Math.abs(rightAbove - quarters[origin + QUARTER]!) +
        Math.abs(leftBelow - quarters[below]!) +
        Math.abs(rightBelow - quarters[below + QUARTER]!);
      if (atLeast >= best.sum) continue;
      // Half of the rows say whether the other half is worth a look.
      const half = differencesOfRows(pixels, luma, origin, 0);
      if (half >= best.sum) continue;
      const sum = half + differencesOfRows(pixels, luma, origin, 1);
      if (sum >= best.sum) continue;
      best.dx = dx;
      best.dy = dy;
      best.sum = sum;
      if (sum < best.settled) return;
    }
  }
}

/** Sum of absolute differences over every second row from `parity` on. Written out: this is the hottest line of the scan. */
function differencesOfRows(pixels: Uint8Array, luma: Uint8Array, origin: number, parity: 0 | 1): number {
  let sum = 0;
  for (let y = parity; y < BLOCK; y += 2) {
    const i = y * BLOCK;
    const at = origin + y * STRIDE;
    sum +=
      Math.abs((pixels[i] as number) - (luma[at] as number)) +
      Math.abs((pixels[i + 1] as number) - (luma[at + 1] as number)) +
      Math.abs((pixels[i + 2] as number) - (luma[at + 2] as number)) +
      Math.abs((pixels[i + 3] as number) - (luma[at + 3] as number)) +
      Math.abs((pixels[i + 4] as number) - (luma[at + 4] as number)) +
      Math.abs((pixels[i + 5] as number) - (luma[at + 5] as number));
  }
  return sum;
}
