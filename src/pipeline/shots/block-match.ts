/** Where a small block of one picture is found again in another: the inner loop of shot detection. */
import type { Shift } from './global-shift.ts';
import { SCAN_SIZE } from './scan-picture.ts';

/** Side of a block in scan pixels. */
export const BLOCK = 6;
const AREA = BLOCK * BLOCK;
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
}

export const createBlock = (): Block => ({ left: 0, top: 0, texture: 0, pixels: new Uint8Array(AREA) });

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

export interface BlockSearch {
  /** Motion of the whole picture, looked at first. */
  readonly shift: Shift;
  /** Distance at which the search may stop. */
  readonly enough: number;
}

/**
 * Smallest distance around the global shift and within ±4 pixels of the block's own place: every second pixel first,
 * then the neighbours of the best.
 */
export function distanceNearby(block: Block, luma: Uint8Array, search: BlockSearch): number {
  const best: Match = { dx: 0, dy: 0, sum: 255 * AREA };
  const enough = search.enough * AREA;
  searchAround(block, luma, { best, dx: search.shift.dx, dy: search.shift.dy, reach: 1, step: 1 });
  const around = best.sum;
  if (around > enough) {
    best.sum = 255 * AREA;
    searchAround(block, luma, { best, dx: 0, dy: 0, reach: REACH, step: 2 });
    if (best.sum > enough) searchAround(block, luma, { best, dx: best.dx, dy: best.dy, reach: 1, step: 1 });
  }
  return Math.min(around, best.sum) / AREA;
}

interface Match {
  dx: number;
  dy: number;
  sum: number;
}

interface SearchArea extends Shift {
  /** Is made better where the area holds something better. */
  readonly best: Match;
  readonly reach: number;
  readonly step: number;
}

function searchAround(block: Block, luma: Uint8Array, area: SearchArea): void {
  const { best, reach, step } = area;
  for (let dy = area.dy - reach; dy <= area.dy + reach; dy += step) {
    const y = block.top + dy;
    if (y < 0 || y > SCAN_SIZE.height - BLOCK) continue;
    for (let dx = area.dx - reach; dx <= area.dx + reach; dx += step) {
      const x = block.left + dx;
      if (x < 0 || x > SCAN_SIZE.width - BLOCK) continue;
      const origin = y * STRIDE + x;
      // Half of the rows say whether the other half is worth a look.
      const half = differencesOfRows(block.pixels, luma, origin, 0);
      if (half >= best.sum) continue;
      const sum = half + differencesOfRows(block.pixels, luma, origin, 1);
      if (sum >= best.sum) continue;
      best.dx = dx;
      best.dy = dy;
      best.sum = sum;
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
