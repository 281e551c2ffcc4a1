import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK, createBlock, distanceInPlace, distanceNearby, liftBlock, searchedPicture } from './block-match.ts';
import { SCAN_SIZE } from './scan-picture.ts';
import { randomNumbers } from './synthetic-scene.fixture.ts';

const { width, height } = SCAN_SIZE;

/** Patches of grey, so that places differ by much and by little. */
function patches(seed: number): Uint8Array {
  const random = randomNumbers(seed);
  const cells = Array.from({ length: 24 * 14 }, () => 255 * random());
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return (cells[Math.floor(y / 4) * 24 + Math.floor(x / 4)] ?? 0) * 0.9 + 20 * random();
  });
}

/** The picture moved to the left and up; what comes in repeats the edge. */
const moved = (luma: Uint8Array, dx: number, dy: number): Uint8Array =>
  luma.map((_, i) => {
    const x = Math.min((i % width) + dx, width - 1);
    return luma[Math.min(Math.floor(i / width) + dy, height - 1) * width + x] ?? 0;
  });

function blockAt(luma: Uint8Array, left: number, top: number) {
  const block = createBlock();
  block.left = left;
  block.top = top;
  liftBlock(block, luma);
  return block;
}

/** Mean absolute difference to a place; null outside the picture. */
function distanceAt(block: ReturnType<typeof blockAt>, luma: Uint8Array, { dx, dy }: { dx: number; dy: number }) {
  const [left, top] = [block.left + dx, block.top + dy];
  if (left < 0 || top < 0 || left > width - BLOCK || top > height - BLOCK) return null;
  let sum = 0;
  for (let i = 0; i < BLOCK * BLOCK; i++) {
    const at = (top + Math.floor(i / BLOCK)) * width + left + (i % BLOCK);
    sum += Math.abs((block.pixels[i] ?? 0) - (luma[at] ?? 0));
  }
  return sum / (BLOCK * BLOCK);
}

/** The search as it is described, place by place, without any way to spare one. */
function searchPlainly(
  block: ReturnType<typeof blockAt>,
  luma: Uint8Array,
  { shift, enough }: { shift: { dx: number; dy: number }; enough: number },
): number {
  const best = (centre: { dx: number; dy: number }, reach: number, step: number) => {
    let found = { ...centre, distance: Number.POSITIVE_INFINITY };
    for (let dy = centre.dy - reach; dy <= centre.dy + reach; dy += step) {
      for (let dx = centre.dx - reach; dx <= centre.dx + reach; dx += step) {
        const distance = distanceAt(block, luma, { dx, dy });
        if (distance !== null && distance < found.distance) found = { dx, dy, distance };
      }
    }
    return found;
  };
  const around = best(shift, 1, 1).distance;
  if (around <= enough) return around;
  const coarse = best({ dx: 0, dy: 0 }, 4, 2);
  const fine = coarse.distance > enough ? best(coarse, 1, 1).distance : coarse.distance;
  return Math.min(around, coarse.distance, fine);
}

describe('distanceNearby', () => {
  it('finds a block that has moved, to the pixel', () => {
    const before = patches(1);
    const block = blockAt(moved(before, 3, 2), 48, 24);
    expect(distanceInPlace(block, before)).toBeGreaterThan(5);
    const shift = { dx: 3, dy: 2 };
    const search = { shift, least: 255, inPlace: distanceInPlace(block, before), enough: 2, settled: 0 };
    expect(distanceNearby(block, searchedPicture(before), search)).toBe(0);
  });

  it('finds what a search of all places finds', () => {
    const column = fc.integer({ min: 0, max: width / BLOCK - 1 });
    const row = fc.integer({ min: 0, max: height / BLOCK - 1 });
    const step = fc.integer({ min: -5, max: 5 });
    fc.assert(
      fc.property(
        fc.nat(50),
        column,
        row,
        step,
        step,
        fc.integer({ min: 0, max: 30 }),
        (seed, x, y, dx, dy, enough) => {
          const before = patches(seed);
          const block = blockAt(moved(before, Math.abs(dx), Math.abs(dy)), x * BLOCK, y * BLOCK);
          const shift = { dx, dy };
          const inPlace = distanceInPlace(block, before);
          // A block found in its own place is not searched for.
          fc.pre(inPlace > enough);
          const search = { shift, least: inPlace, inPlace, enough, settled: -1 };
          const found = distanceNearby(block, searchedPicture(before), search);
          expect(found).toBe(Math.min(inPlace, searchPlainly(block, before, { shift, enough })));
        },
      ),
    );
  });

  it('stops as soon as it is below what matters, and not above', () => {
    const before = patches(2);
    const block = blockAt(moved(before, 1, 1), 30, 30);
    const inPlace = distanceInPlace(block, before);
    const search = { shift: { dx: 0, dy: 0 }, least: inPlace, inPlace, enough: 1, settled: inPlace - 1 };
    const found = distanceNearby(block, searchedPicture(before), search);
    expect(found).toBeLessThan(inPlace - 1);
  });
});
