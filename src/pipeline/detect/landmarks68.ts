/** 68-point facial landmarks (iBUG order) from a grey 64×64 crop. */
import { cutOut as cutInside } from '../geometry/halved-part.ts';
import { halvePicture } from '../geometry/resample.ts';
import type { FivePoints, PixelBox, Point, RgbPicture, Tensor } from '../units.ts';

const SIDE = 64;

/** The square the landmark network looks at: centred on the face box, `margin` times its longer side. */
export function landmarkCrop(box: PixelBox, margin: number): PixelBox {
  const side = Math.max(box.width, box.height) * margin;
  return {
    left: box.left + box.width / 2 - side / 2,
    top: box.top + box.height / 2 - side / 2,
    width: side,
    height: side,
  };
}

/** Grey crop in [0, 1), dims [1, 1, 64, 64]. `crop` is in pixels of `picture`; outside it edge pixels repeat. */
export function landmarkInput(picture: RgbPicture, crop: PixelBox): Tensor {
  let source = picture;
  let { left, top, width } = crop;
  while (width / SIDE >= 2 && source.width > 1 && source.height > 1) {
    source = halvePicture(cutOut(source, { left, top, width, height: width }));
    left = (left - Math.floor(left)) / 2;
    top = (top - Math.floor(top)) / 2;
    width /= 2;
  }
  const step = width / SIDE;
  const data = new Float32Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      data[y * SIDE + x] = greyAt(source, left + (x + 0.5) * step - 0.5, top + (y + 0.5) * step - 0.5) / 256;
    }
  }
  return { data, dims: [1, 1, SIDE, SIDE] };
}

/**
 * All whole pixels that a region touches, from its floor on, with edge pixels repeated outside; keeps halving local to the
 * face. Sides are even, so that halving drops nothing.
 */
function cutOut(picture: RgbPicture, region: PixelBox): RgbPicture {
  const left = Math.floor(region.left);
  const top = Math.floor(region.top);
  const width = 2 * Math.ceil((region.left + region.width - left) / 2);
  const height = 2 * Math.ceil((region.top + region.height - top) / 2);
  if (left >= 0 && top >= 0 && left + width <= picture.width && top + height <= picture.height) {
    return cutInside(picture, { left, top, width, height });
  }
  const data = new Uint8Array(width * height * 3);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const row = Math.min(Math.max(top + y, 0), picture.height - 1) * picture.width;
    for (let x = 0; x < width; x++, to += 3) {
      const from = (row + Math.min(Math.max(left + x, 0), picture.width - 1)) * 3;
      data[to] = picture.data[from] ?? 0;
      data[to + 1] = picture.data[from + 1] ?? 0;
      data[to + 2] = picture.data[from + 2] ?? 0;
    }
  }
  return { width, height, data };
}

/** Luma (BT.601 weights) at a sub-pixel place, bilinear. */
function greyAt(picture: RgbPicture, px: number, py: number): number {
  const { width, height } = picture;
  const x = Math.min(Math.max(px, 0), width - 1);
  const y = Math.min(Math.max(py, 0), height - 1);
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const wx = x - x0;
  const wy = y - y0;
  const origin = (y0 * width + x0) * 3;
  const right = x0 + 1 < width ? 3 : 0;
  const below = y0 + 1 < height ? width * 3 : 0;
  const top = grey(picture.data, origin) * (1 - wx) + grey(picture.data, origin + right) * wx;
  const bottom = grey(picture.data, origin + below) * (1 - wx) + grey(picture.data, origin + below + right) * wx;
  return top * (1 - wy) + bottom * wy;
}

const grey = (data: Uint8Array, at: number): number =>
  0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);

/** Network output [1, 136] (x, y pairs in crop units) to 68 points in pixels. */
export function decodeLandmarks(output: Tensor, crop: PixelBox): Point[] {
  const points: Point[] = [];
  for (let i = 0; i < 68; i++) {
    points.push({
      x: crop.left + (output.data[2 * i] ?? 0) * crop.width,
      y: crop.top + (output.data[2 * i + 1] ?? 0) * crop.height,
    });
  }
  return points;
}

/**
 * The five ArcFace points out of 68: eyes from the lid points, nose tip, outer and inner mouth corner averaged
 * (the reduction the bundled embedder was calibrated with).
 */
export function fivePointsOf68(points: readonly Point[]): FivePoints {
  return {
    leftEye: meanOf(points, [37, 38, 40, 41]),
    rightEye: meanOf(points, [43, 44, 46, 47]),
    nose: meanOf(points, [30]),
    leftMouth: meanOf(points, [48, 60]),
    rightMouth: meanOf(points, [54, 64]),
  };
}

function meanOf(points: readonly Point[], indexes: readonly number[]): Point {
  let x = 0;
  let y = 0;
  for (const index of indexes) {
    x += points[index]?.x ?? 0;
    y += points[index]?.y ?? 0;
  }
  return { x: x / indexes.length, y: y / indexes.length };
}
