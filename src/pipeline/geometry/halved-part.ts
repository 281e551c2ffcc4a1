/** A part of a picture, made smaller by repeated halving, without halving the rest of it. */
import type { PixelBox, RgbPicture } from '../units.ts';
import { halvePicture } from './resample.ts';

export interface HalvedPart {
  /** What the picture, halved that often, shows from (`left`, `top`) on: the same pixels. */
  readonly part: RgbPicture;
  readonly left: number;
  readonly top: number;
  /** Size of the whole picture, halved that often. */
  readonly width: number;
  readonly height: number;
}

/** Pixels around the region that bilinear sampling at its edge may touch. */
const MARGIN = 2;

/**
 * @param region in pixels of `picture`; may leave it. At least one pixel is returned.
 * @param halvings 0 for none; both sides have to be at least 2 to the power of it.
 */
export function halvedPart(picture: RgbPicture, region: PixelBox, halvings: number): HalvedPart {
  const scale = 2 ** halvings;
  const width = picture.width >> halvings;
  const height = picture.height >> halvings;
  const [left, right] = reach(region.left / scale, (region.left + region.width) / scale, width);
  const [top, bottom] = reach(region.top / scale, (region.top + region.height) / scale, height);
  const place = { left: left * scale, top: top * scale, width: (right - left) * scale, height: (bottom - top) * scale };
  let part = cutOut(picture, place);
  for (let i = 0; i < halvings; i++) part = halvePicture(part);
  return { part, left, top, width, height };
}

/** Whole pixels from `start` to `end` with the margin, inside 0 … `size`, at least one. */
function reach(start: number, end: number, size: number): readonly [number, number] {
  const first = Math.min(Math.max(Math.floor(start) - MARGIN, 0), size - 1);
  return [first, Math.max(first + 1, Math.min(Math.ceil(end) + MARGIN, size))];
}

/** @param place whole pixels inside the picture; all of it gives the picture itself. */
export function cutOut(picture: RgbPicture, place: PixelBox): RgbPicture {
  const { left, top, width, height } = place;
  if (width === picture.width && height === picture.height) return picture;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * 3;
    data.set(picture.data.subarray(from, from + width * 3), y * width * 3);
  }
  return { width, height, data };
}
