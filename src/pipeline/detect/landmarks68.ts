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
  return { data: greySquare(source, { left, top, width, height: width }), dims: [1, 1, SIDE, SIDE] };
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
      data[to] = picture.data[from]!;
      data[to + 1] = picture.data[from + 1]!;
      data[to + 2] = picture.data[from + 2]!;
    }
  }
  return { width, height, data };
}

/** Luma of a square, sampled bilinearly; outside of the picture its edge repeats. */
function greySquare(picture: RgbPicture, square: PixelBox): Float32Array {
  const step = square.width / SIDE;
  const columns = sampleAxis(square.left, step, picture.width);
  const rows = sampleAxis(square.top, step, picture.height);
  const place = { left: columns.first, top: rows.first, width: columns.count, height: rows.count };
  const luma = lumaOf(picture, place);
  const data = new Float32Array(SIDE * SIDE);
  for (let y = 0, to = 0; y < SIDE; y++) {
    const above = rows.low[y]! * place.width;
    const below = rows.high[y]! * place.width;
    const wy = rows.weight[y]!;
    for (let x = 0; x < SIDE; x++, to++) {
      const left = columns.low[x]!;
      const right = columns.high[x]!;
      const wx = columns.weight[x]!;
      const top = luma[above + left]! * (1 - wx) + luma[above + right]! * wx;
      const bottom = luma[below + left]! * (1 - wx) + luma[below + right]! * wx;
      data[to] = (top * (1 - wy) + bottom * wy) / 256;
    }
  }
  return data;
}

interface AxisSamples {
  /** The first pixel that a sample touches, and how many pixels there are up to the last. */
  readonly first: number;
  readonly count: number;
  /** Pixels at or before, and after, each sample, counted from the first. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** How near each sample is to the pixel after it, 0–1. */
  readonly weight: Float64Array;
}

function sampleAxis(start: number, step: number, size: number): AxisSamples {
  const place = (i: number): number => Math.min(Math.max(start + (i + 0.5) * step - 0.5, 0), size - 1);
  const first = Math.floor(place(0));
  const low = new Int32Array(SIDE);
  const high = new Int32Array(SIDE);
  const weight = new Float64Array(SIDE);
  for (let i = 0; i < SIDE; i++) {
    const at = place(i);
    const before = Math.floor(at);
    low[i] = before - first;
    high[i] = Math.min(before + 1, size - 1) - first;
    weight[i] = at - before;
  }
  return { first, count: high[SIDE - 1]! + 1, low, high, weight };
}

/** BT.601 luma of a part of the picture. */
function lumaOf(picture: RgbPicture, { left, top, width, height }: PixelBox): Float64Array {
  const { data } = picture;
  const luma = new Float64Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    let from = ((top + y) * picture.width + left) * 3;
    for (let x = 0; x < width; x++, to++, from += 3) {
      luma[to] = 0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!;
    }
  }
  return luma;
}

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
