import type { PixelBox } from '../units.ts';

/** Area two boxes share, in square pixels; 0 when they only touch or lie apart. */
export function intersectionArea(a: PixelBox, b: PixelBox): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/**
 * Intersection over union (Jaccard index) of two boxes: 0 (apart) to 1 (the same box). Symmetric. A box
 * without area shares nothing with any box, itself included.
 */
export function iou(a: PixelBox, b: PixelBox): number {
  const shared = intersectionArea(a, b);
  return shared === 0 ? 0 : shared / (a.width * a.height + b.width * b.height - shared);
}

/** Share of `inner`'s own area that lies inside `outer`, 0–1. Not symmetric. */
export function shareInside(inner: PixelBox, outer: PixelBox): number {
  const shared = intersectionArea(inner, outer);
  return shared === 0 ? 0 : shared / (inner.width * inner.height);
}
