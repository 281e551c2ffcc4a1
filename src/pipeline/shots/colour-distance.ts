/** Chroma difference of one block of two pictures, on the coarse colour planes (2×2 cells to a block). */
import { COARSE_CELLS, COARSE_SIZE, type ScanPicture } from './scan-picture.ts';

/** Chroma levels that compression may make: below it no better cell is looked for. */
const NOISE = 3;

export interface PicturePair {
  readonly before: ScanPicture;
  readonly after: ScanPicture;
}

export interface ColourDistance {
  /** Mean of |ΔCb| and |ΔCr| over the block at its own place. */
  readonly still: number;
  /** The same against the most similar of the nine cells around. */
  readonly near: number;
}

/** @param row, column of the block: 6×6 scan pixels, 2×2 coarse cells. */
export function colourDistance({ before, after }: PicturePair, row: number, column: number): ColourDistance {
  let still = 0;
  let near = 0;
  for (let i = 0; i < 4; i++) {
    const y = 2 * row + (i >> 1);
    const x = 2 * column + (i & 1);
    const index = COARSE_CELLS + y * COARSE_SIZE.width + x;
    const blue = after.coarse[index] as number;
    const red = after.coarse[index + COARSE_CELLS] as number;
    const here = distanceTo(before.coarse, index, { blue, red });
    still += here;
    near += here > NOISE ? Math.min(here, nearestAround(before.coarse, { x, y }, { blue, red })) : here;
  }
  return { still: still / 8, near: near / 8 };
}

interface Chroma {
  readonly blue: number;
  readonly red: number;
}

function nearestAround(coarse: Float32Array, cell: { x: number; y: number }, colour: Chroma): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let y = Math.max(0, cell.y - 1); y <= Math.min(COARSE_SIZE.height - 1, cell.y + 1); y++) {
    for (let x = Math.max(0, cell.x - 1); x <= Math.min(COARSE_SIZE.width - 1, cell.x + 1); x++) {
      nearest = Math.min(nearest, distanceTo(coarse, COARSE_CELLS + y * COARSE_SIZE.width + x, colour));
    }
  }
  return nearest;
}

function distanceTo(coarse: Float32Array, index: number, colour: Chroma): number {
  return (
    Math.abs((coarse[index] as number) - colour.blue) + Math.abs((coarse[index + COARSE_CELLS] as number) - colour.red)
  );
}
