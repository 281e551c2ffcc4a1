/** Five-point alignment of a face to the ArcFace template. */
import { halvePicture, type TensorLayout } from '../geometry/resample.ts';
import { fitSimilarity, invertSimilarity, type Similarity } from '../geometry/similarity.ts';
import type { FivePoints, Point, RgbPicture, Tensor } from '../units.ts';

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
  let source = picture;
  let fromChip = invertSimilarity(toChip);
  // A chip pixel that spans two or more source pixels would alias: halve the source first.
  while (Math.hypot(fromChip.a, fromChip.b) >= 2 && source.width > 1 && source.height > 1) {
    source = halvePicture(source);
    fromChip = halved(fromChip);
  }
  return warp(source, fromChip);
}

/** The same transform when its target picture has been halved: pixel centres move by a quarter of a pixel. */
function halved({ a, b, tx, ty }: Similarity): Similarity {
  return { a: a / 2, b: b / 2, tx: tx / 2 - 0.25, ty: ty / 2 - 0.25 };
}

function warp(source: RgbPicture, fromChip: Similarity): RgbPicture {
  const { width, height } = source;
  const data = new Uint8Array(CHIP_SIZE * CHIP_SIZE * 3).fill(127);
  let to = 0;
  for (let y = 0; y < CHIP_SIZE; y++) {
    for (let x = 0; x < CHIP_SIZE; x++, to += 3) {
      const sx = fromChip.a * x - fromChip.b * y + fromChip.tx;
      const sy = fromChip.b * x + fromChip.a * y + fromChip.ty;
      if (sx < -0.5 || sy < -0.5 || sx > width - 0.5 || sy > height - 0.5) continue;
      samplePixel(source, { x: sx, y: sy }, { data, at: to });
    }
  }
  return { width: CHIP_SIZE, height: CHIP_SIZE, data };
}

function samplePixel(source: RgbPicture, at: Point, into: { data: Uint8Array; at: number }): void {
  const { width, height, data } = source;
  const x = Math.min(Math.max(at.x, 0), width - 1);
  const y = Math.min(Math.max(at.y, 0), height - 1);
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const wx = x - x0;
  const wy = y - y0;
  const right = x0 + 1 < width ? 3 : 0;
  const below = y0 + 1 < height ? width * 3 : 0;
  const origin = (y0 * width + x0) * 3;
  for (let c = 0; c < 3; c++) {
    const p = origin + c;
    const top = (data[p] ?? 0) * (1 - wx) + (data[p + right] ?? 0) * wx;
    const bottom = (data[p + below] ?? 0) * (1 - wx) + (data[p + below + right] ?? 0) * wx;
    into.data[into.at + c] = Math.round(top * (1 - wy) + bottom * wy);
  }
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
