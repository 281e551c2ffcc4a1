/** Five-point alignment of a face to the ArcFace template. */
import { type HalvedPart, halvedPart } from '../geometry/halved-part.ts';
import type { TensorLayout } from '../geometry/resample.ts';
import { fitSimilarity, invertSimilarity, type Similarity } from '../geometry/similarity.ts';
import type { FivePoints, PixelBox, Point, RgbPicture, Tensor } from '../units.ts';

/** Side of an aligned face in pixels. */
export const CHIP_SIZE = 112;

/** Where the five points come to lie in a 112×112 chip (Deng et al., ArcFace, CVPR 2019). */
export const ARCFACE_TEMPLATE: FivePoints = {
  leftEye: { x: 38.2946, y: 51.6963 },
  rightEye: { x: 73.5318, y: 51.5014 },
  nose: { x: 56.0252, y: 71.7366 },
  leftMouth: { x: 41.5493, y: 92.3655 },
  rightMouth: { x: 70.7299, y: 92.2041 },
};

function pointList(points: FivePoints): readonly Point[] {
  return [points.leftEye, points.rightEye, points.nose, points.leftMouth, points.rightMouth];
}

/**
 * Cuts the face out of the picture, turned upright and scaled so that its five points fit the ArcFace template.
 * `points` are in pixels of `picture`. Returns an RGB chip, or null when the points coincide.
 * Outside the picture the chip is mid grey.
 */
export function alignFace(picture: RgbPicture, points: FivePoints): RgbPicture | null {
  const toChip = fitSimilarity(pointList(points), pointList(ARCFACE_TEMPLATE));
  if (!toChip || toChip.a * toChip.a + toChip.b * toChip.b < 1e-8) return null;
  let fromChip = invertSimilarity(toChip);
  const region = regionOfChip(fromChip);
  // A chip pixel that spans two or more source pixels would alias: halve the source first.
  let halvings = 0;
  const canHalve = () => picture.width >> halvings > 1 && picture.height >> halvings > 1;
  for (; Math.hypot(fromChip.a, fromChip.b) >= 2 && canHalve(); halvings++) fromChip = halved(fromChip);
  return warp(halvedPart(picture, region, halvings), fromChip);
}

/** What of the picture the chip shows. */
function regionOfChip({ a, b, tx, ty }: Similarity): PixelBox {
  const last = CHIP_SIZE - 1;
  const x = [tx, tx + a * last, tx - b * last, tx + (a - b) * last];
  const y = [ty, ty + b * last, ty + a * last, ty + (a + b) * last];
  const [left, top] = [Math.min(...x), Math.min(...y)];
  return { left, top, width: Math.max(...x) - left, height: Math.max(...y) - top };
}

/** The same transform when its target picture has been halved: pixel centres move by a quarter of a pixel. */
function halved({ a, b, tx, ty }: Similarity): Similarity {
  return { a: a / 2, b: b / 2, tx: tx / 2 - 0.25, ty: ty / 2 - 0.25 };
}

function warp({ part, left, top, width, height }: HalvedPart, fromChip: Similarity): RgbPicture {
  const data = new Uint8Array(CHIP_SIZE * CHIP_SIZE * 3).fill(127);
  const source = part.data;
  const stride = part.width * 3;
  // Plain indexes without fallbacks, as in resample(): inside the arrays by construction.
  for (let y = 0, to = 0; y < CHIP_SIZE; y++) {
    for (let x = 0; x < CHIP_SIZE; x++, to += 3) {
      const sx = fromChip.a * x - fromChip.b * y + fromChip.tx;
      const sy = fromChip.b * x + fromChip.a * y + fromChip.ty;
      if (sx < -0.5 || sy < -0.5 || sx > width - 0.5 || sy > height - 0.5) continue;
      const px = Math.min(Math.max(sx, 0), width - 1);
      const py = Math.min(Math.max(sy, 0), height - 1);
      const x0 = Math.floor(px);
      const y0 = Math.floor(py);
      const wx = px - x0;
      const wy = py - y0;
      const right = x0 + 1 < width ? 3 : 0;
      const below = y0 + 1 < height ? stride : 0;
      const origin = (y0 - top) * stride + (x0 - left) * 3;
      for (let c = 0; c < 3; c++) {
        const p = origin + c;
        const above = source[p]! * (1 - wx) + source[p + right]! * wx;
        const under = source[p + below]! * (1 - wx) + source[p + below + right]! * wx;
        data[to + c] = Math.round(above * (1 - wy) + under * wy);
      }
    }
  }
  return { width: CHIP_SIZE, height: CHIP_SIZE, data };
}

/** A chip as network input. */
export function chipToTensor(chip: RgbPicture, layout: Pick<TensorLayout, 'channels' | 'mean' | 'scale'>): Tensor {
  const plane = chip.width * chip.height;
  const data = new Float32Array(3 * plane);
  const red = layout.channels === 'rgb' ? 0 : 2 * plane;
  const blue = 2 * plane - red;
  for (let i = 0; i < plane; i++) {
    data[red + i] = ((chip.data[3 * i] ?? 0) - layout.mean) * layout.scale;
    data[plane + i] = ((chip.data[3 * i + 1] ?? 0) - layout.mean) * layout.scale;
    data[blue + i] = ((chip.data[3 * i + 2] ?? 0) - layout.mean) * layout.scale;
  }
  return { data, dims: [1, 3, chip.height, chip.width] };
}
