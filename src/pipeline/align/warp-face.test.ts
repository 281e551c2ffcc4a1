import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applySimilarity, invertSimilarity, type Similarity } from '../geometry/similarity.ts';
import { mapPoints, templateUnder } from '../made-up-faces.test-support.ts';
import { drawPicture, pixelAt } from '../made-up-pictures.test-support.ts';
import type { RgbPicture } from '../units.ts';
import { ARCFACE_TEMPLATE, alignFace, CHIP_SIZE, chipToTensor } from './warp-face.ts';

const noise = (x: number, y: number): number => (x * 7919 + y * 104_729 + x * y * 31) % 256;
const aligned = (picture: RgbPicture, points = ARCFACE_TEMPLATE): RgbPicture => {
  const chip = alignFace(picture, points);
  if (!chip) throw new Error('the face was not aligned');
  return chip;
};
/** Four quadrants of a chip: red, green, blue, white. Turned or mirrored crops cannot look like this. */
const quadrants = (x: number, y: number): [number, number, number] => {
  const [right, below] = [x >= CHIP_SIZE / 2, y >= CHIP_SIZE / 2];
  if (below) return right ? [255, 255, 255] : [0, 0, 255];
  return right ? [0, 255, 0] : [255, 0, 0];
};
/** A picture that shows the quadrants through a similarity from chip to picture, black around them. */
function drawThrough(toPicture: Similarity, side: number): RgbPicture {
  const back = invertSimilarity(toPicture);
  return drawPicture(side, side, (x, y) => {
    const { x: u, y: v } = applySimilarity(back, { x, y });
    const outside = u < -20 || v < -20 || u > CHIP_SIZE + 20 || v > CHIP_SIZE + 20;
    return outside ? [0, 0, 0] : quadrants(u, v);
  });
}
function turned({ degrees, scale, x, y }: { degrees: number; scale: number; x: number; y: number }): Similarity {
  const angle = (degrees * Math.PI) / 180;
  return { a: scale * Math.cos(angle), b: scale * Math.sin(angle), tx: x, ty: y };
}
function expectUpright(chip: RgbPicture): void {
  expect(pixelAt(chip, 28, 28)).toEqual([255, 0, 0]);
  expect(pixelAt(chip, 84, 28)).toEqual([0, 255, 0]);
  expect(pixelAt(chip, 28, 84)).toEqual([0, 0, 255]);
  expect(pixelAt(chip, 84, 84)).toEqual([255, 255, 255]);
}

describe('alignFace', () => {
  it('copies pixel by pixel when the points lie on the template already', () => {
    const picture = drawPicture(CHIP_SIZE, CHIP_SIZE, (x, y) => [noise(x, y), noise(y, x), 255 - noise(x, y)]);
    expect(aligned(picture)).toEqual(picture);
  });

  it('follows a shift by whole pixels', () => {
    const picture = drawPicture(300, 200, (x, y) => [noise(x, y), 0, 0]);
    const chip = aligned(picture, templateUnder({ a: 1, b: 0, tx: 50, ty: 30 }));
    for (const [x, y] of [
      [0, 0],
      [111, 0],
      [60, 40],
      [111, 111],
    ] as const) {
      expect(pixelAt(chip, x, y)).toEqual([noise(x + 50, y + 30), 0, 0]);
    }
  });

  it.each([
    { degrees: 0, scale: 0.5, x: 40, y: 60 },
    { degrees: 37, scale: 1.3, x: 160, y: 60 },
    { degrees: 90, scale: 1, x: 200, y: 50 },
    { degrees: 180, scale: 0.8, x: 250, y: 250 },
    { degrees: -20, scale: 2.5, x: 60, y: 200 },
    { degrees: 12, scale: 4.4, x: 120, y: 40 },
  ])('turns a face upright: $degrees°, scale $scale', (pose) => {
    const toPicture = turned(pose);
    expectUpright(aligned(drawThrough(toPicture, 640), templateUnder(toPicture)));
  });

  it.each([0.7, 1, 1.9, 2, 3.9, 8.2])('puts the edge between two colours where it belongs, scale %d', (scale) => {
    const toPicture = turned({ degrees: 0, scale, x: 10.3, y: 10.7 });
    const chip = aligned(drawThrough(toPicture, Math.ceil(115 * scale) + 12), templateUnder(toPicture));
    // Pixels that are red count 1, mixed ones their share. Colours change at 56, where the pixel of that number has its
    // middle; the picture itself is drawn to half a pixel, and rounding blurs the ends a little.
    const edge =
      Array.from({ length: CHIP_SIZE }, (_, x) => pixelAt(chip, x, 20)[0] ?? 0).reduce((a, b) => a + b) / 255;
    expect(Math.abs(edge - 56.5)).toBeLessThan(0.5 / scale + 0.05);
  });

  it('averages fine detail of large faces instead of picking pixels: a checkerboard becomes grey', () => {
    const checkers = drawPicture(500, 500, (x, y) => ((x + y) % 2 === 0 ? [255, 255, 255] : [0, 0, 0]));
    const chip = aligned(checkers, templateUnder(turned({ degrees: 9, scale: 3.4, x: 80, y: 20 })));
    const deviation = chip.data.reduce((most, value) => Math.max(most, Math.abs(value - 127.5)), 0);
    expect(deviation).toBeLessThan(3);
  });

  it('is mid grey outside the picture', () => {
    const white = drawPicture(200, 200, () => [255, 255, 255]);
    const chip = aligned(white, templateUnder({ a: 1, b: 0, tx: -56, ty: 0 }));
    expect(pixelAt(chip, 55, 50)).toEqual([127, 127, 127]);
    expect(pixelAt(chip, 56, 50)).toEqual([255, 255, 255]);
    const farAway = aligned(white, templateUnder({ a: 1, b: 0, tx: 900, ty: 900 }));
    expect(farAway.data.every((value) => value === 127)).toBe(true);
  });

  it('has no answer for points that coincide', () => {
    const picture = drawPicture(50, 50, () => [9, 9, 9]);
    expect(
      alignFace(
        picture,
        mapPoints(ARCFACE_TEMPLATE, () => ({ x: 20, y: 20 })),
      ),
    ).toBeNull();
  });

  it('keeps a plain picture plain at any angle and size', () => {
    const picture = drawPicture(400, 400, () => [40, 90, 200]);
    fc.assert(
      fc.property(fc.integer({ min: -180, max: 180 }), fc.integer({ min: 2, max: 12 }), (degrees, tenths) => {
        const pose = turned({ degrees, scale: tenths / 10, x: 0, y: 0 });
        const middle = applySimilarity(pose, { x: 55.5, y: 55.5 });
        const centred = { ...pose, tx: 200 - middle.x, ty: 200 - middle.y };
        expect(pixelAt(aligned(picture, templateUnder(centred)), 55, 55)).toEqual([40, 90, 200]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('chipToTensor', () => {
  const chip = drawPicture(2, 1, (x) => [127 + 64 * x, 127, 127 - 64 * x]);

  it('writes planes in RGB or BGR order, normalised', () => {
    const layout = { mean: 127, scale: 1 / 128 };
    expect(chipToTensor(chip, { ...layout, channels: 'rgb' })).toEqual({
      data: Float32Array.of(0, 0.5, 0, 0, 0, -0.5),
      dims: [1, 3, 1, 2],
    });
    expect([...chipToTensor(chip, { ...layout, channels: 'bgr' }).data]).toEqual([0, -0.5, 0, 0, 0, 0.5]);
  });
});
