import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareInside } from '../geometry/iou.ts';
import type { PixelBox } from '../units.ts';
import { type PassPlan, type PassRequest, planPasses } from './plan-passes.ts';

const request = (width: number, height: number, wantedFace: number): PassRequest => ({
  width,
  height,
  inputWidth: 320,
  inputHeight: 240,
  smallestFace: 14,
  wantedFace,
});
/** A tile may end a fraction of a pixel before the picture does. */
const holds = ({ left, top, width, height }: PixelBox, box: PixelBox): boolean =>
  shareInside(box, { left: left - 0.5, top: top - 0.5, width: width + 1, height: height + 1 }) > 1 - 1e-9;
/** Longer side of a face in input pixels when the network looks at this region. */
const inputSide = (region: PixelBox, side: number): number => (side * 320) / region.width;

/** The regions that show a box whole, large enough for the network, and are asked about faces of that size. */
function showing(plan: PassPlan, box: PixelBox): PixelBox[] {
  const side = Math.max(box.width, box.height);
  const regions = side <= plan.tileLimit ? [...plan.whole, ...plan.tiles] : plan.whole;
  return regions.filter((region) => holds(region, box) && inputSide(region, side) >= 14 - 1e-6);
}

/** Numbers spread evenly; `fc.double` draws mostly next to nothing. */
const evenly = (least: number, most: number) =>
  fc.integer({ min: 0, max: 10_000 }).map((step) => least + ((most - least) * step) / 10_000);

describe('planPasses', () => {
  it('looks once at a picture of the shape of the input whose wanted faces are large enough', () => {
    expect(planPasses(request(640, 480, 30))).toEqual({
      whole: [{ left: 0, top: 0, width: 640, height: 480 }],
      tiles: [],
      tileLimit: 0,
    });
  });

  it('adds bands above and below a 16:9 picture instead of squeezing it', () => {
    const { whole } = planPasses(request(640, 360, 24));
    expect(whole).toEqual([{ left: 0, top: -60, width: 640, height: 480 }]);
  });

  it('enlarges tiles until a wanted face is as large as the network needs it', () => {
    const { tiles, tileLimit } = planPasses(request(1280, 720, 20));
    for (const tile of tiles) {
      expect(inputSide(tile, 20)).toBeCloseTo(14, 6);
      expect(tile.width / tile.height).toBeCloseTo(4 / 3, 9);
    }
    // What the whole picture misses, up to 56 pixels, is left to the tiles, and some more for safety.
    expect(tileLimit).toBeGreaterThan(56);
  });

  it.each([
    ['4:3', 720, 540],
    ['16:9', 640, 360],
    ['16:9 in 4K', 3840, 2160],
    ['21:9', 2520, 1080],
    ['4:1 banner', 1600, 400],
    ['square', 500, 500],
    ['portrait 9:16', 1080, 1920],
    ['tall strip', 100, 900],
    ['tiny', 32, 18],
    ['one pixel', 1, 1],
  ])('covers the whole picture: %s', (_, width, height) => {
    const plan = planPasses(request(width, height, (16 / 360) * height));
    for (const regions of [plan.whole, plan.tiles]) {
      if (regions.length === 0) continue;
      for (const x of [0.25, width / 3, width / 2, width - 0.25]) {
        for (const y of [0.25, height / 3, height / 2, height - 0.25]) {
          const inside = regions.some(
            (r) => x >= r.left && x <= r.left + r.width && y >= r.top && y <= r.top + r.height,
          );
          expect(inside, `${x}, ${y}`).toBe(true);
        }
      }
    }
  });

  it('shows a picture that is no wider than 16:9 whole in one region', () => {
    for (const [width, height] of [
      [640, 480],
      [640, 360],
      [1920, 1080],
    ] as const) {
      expect(planPasses(request(width, height, 20)).whole).toHaveLength(1);
    }
  });

  // The shares of the picture height that the profiles want found.
  const shares = fc.constantFrom(24 / 360, 16 / 360, 10 / 360);
  const picture = fc.record({
    height: fc.integer({ min: 144, max: 2160 }),
    aspect: evenly(1, 2.4),
  });
  const place = fc.record({
    x: evenly(0, 1),
    y: evenly(0, 1),
  });

  it('shows every face of wanted size whole and large enough in some region, wherever it is', () => {
    fc.assert(
      fc.property(picture, shares, place, evenly(0, 1), ({ height, aspect }, share, { x, y }, size) => {
        const width = Math.round(height * aspect);
        const wanted = share * height;
        const plan = planPasses(request(width, height, wanted));
        // From the smallest wanted face to one as high as the picture, evenly in ratio.
        const side = wanted * (height / wanted) ** size;
        const box = { left: x * (width - side), top: y * (height - side), width: side, height: side };
        expect(showing(plan, box).length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('shows every face up to the tile limit whole in some tile', () => {
    fc.assert(
      fc.property(picture, shares, place, evenly(0, 1), ({ height, aspect }, share, { x, y }, size) => {
        const width = Math.round(height * aspect);
        const wanted = share * height;
        const { tiles, tileLimit } = planPasses(request(width, height, wanted));
        if (tiles.length === 0) return;
        const side = wanted + size * (tileLimit - wanted);
        const box = { left: x * (width - side), top: y * (height - side), width: side, height: side };
        expect(tiles.some((tile) => holds(tile, box))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('shows upright pictures by regions of their own width, faces whole across the seams', () => {
    const slender = fc.constantFrom(1.2, 1.5, 16 / 9, 2.2, 2.25);
    const width = fc.integer({ min: 200, max: 1440 });
    // From faces that such a region shows large enough to a quarter of the width.
    const share = evenly(14 / 320, 0.25);
    fc.assert(
      fc.property(width, slender, share, place, (w, ratio, s, { x, y }) => {
        const height = Math.round(w * ratio);
        const plan = planPasses(request(w, height, (24 / 360) * height));
        const side = s * w;
        const box = { left: x * (w - side), top: y * (height - side), width: side, height: side };
        expect(plan.whole.some((region) => holds(region, box))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
