/**
 * Which rectangles of a picture the detector looks at.
 *
 * A network with a small fixed input misses faces that become too few input pixels. So the whole picture is looked at
 * first, in the aspect of the input (stretching costs recall), and then overlapping enlarged tiles for the small faces only.
 */
import type { PixelBox } from '../units.ts';

export interface PassPlan {
  /** Regions that together show the whole picture: one, unless it is very wide or upright. */
  readonly whole: readonly PixelBox[];
  /** Overlapping enlarged regions for faces that are too small in `whole`; empty when `whole` shows them large enough. */
  readonly tiles: readonly PixelBox[];
  /** Tiles contribute only faces whose longer side is at most this many picture pixels: larger ones are found in `whole`. */
  readonly tileLimit: number;
}

export interface PassRequest {
  readonly width: number;
  readonly height: number;
  readonly inputWidth: number;
  readonly inputHeight: number;
  /** Longer side in input pixels the network needs (see RegionDetector.smallestFace). */
  readonly smallestFace: number;
  /** Longer side in picture pixels of the smallest face that should be found. */
  readonly wantedFace: number;
}

/** Tiles take over faces up to this many times the size at which `whole` begins to fail. */
const SHARED_RANGE = 2.2;

export function planPasses(request: PassRequest): PassPlan {
  const { width, height, inputWidth, inputHeight, smallestFace, wantedFace } = request;
  const aspect = inputWidth / inputHeight;
  // A picture up to twice as wide as the input is letterboxed; beyond that, or upright, it is covered by several regions.
  const wholeWidth =
    width / height > 2 * aspect ? height * 2 * aspect : Math.max(width, Math.min(width, height) * aspect);
  const whole =
    width >= height
      ? cover({ width, height }, { width: wholeWidth, height: wholeWidth / aspect }, 0.2)
      : cover({ width, height }, { width, height: width / aspect }, 0.35);
  const regionWidth = whole[0]?.width ?? width;
  const foundFrom = (smallestFace * regionWidth) / inputWidth;
  if (foundFrom <= wantedFace) return { whole, tiles: [], tileLimit: 0 };
  const tileWidth = (wantedFace * inputWidth) / smallestFace;
  const tileLimit = foundFrom * SHARED_RANGE;
  const tile = { width: tileWidth, height: tileWidth / aspect };
  // Overlap by a face of the limit size, so that every such face lies whole in at least one tile.
  return { whole, tiles: cover({ width, height }, tile, Math.min(0.5, tileLimit / tile.height)), tileLimit };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A grid of regions over the picture whose neighbours overlap by at least `overlap` of their size; centred when larger. */
function cover(picture: Size, region: Size, overlap: number): PixelBox[] {
  const lefts = places(picture.width, region.width, overlap);
  const tops = places(picture.height, region.height, overlap);
  return tops.flatMap((top) => lefts.map((left) => ({ left, top, width: region.width, height: region.height })));
}

function places(length: number, size: number, overlap: number): number[] {
  if (size >= length - 0.5) return [(length - size) / 2];
  const count = Math.max(2, Math.ceil((length - size) / (size * (1 - overlap)) - 1e-9) + 1);
  return Array.from({ length: count }, (_, i) => (i * (length - size)) / (count - 1));
}
