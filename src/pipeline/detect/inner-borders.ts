import type { PixelBox } from '../units.ts';

/** Tiles are placed in floating point and may miss the border of the picture by a fraction of a pixel. */
const SAME_BORDER = 0.5;

/** Which borders of a region cut through the picture, rather than lie on its own borders or beyond. */
export function innerBorders(
  region: PixelBox,
  picture: { readonly width: number; readonly height: number },
): { left: boolean; top: boolean; right: boolean; bottom: boolean } {
  return {
    left: region.left > SAME_BORDER,
    top: region.top > SAME_BORDER,
    right: region.left + region.width < picture.width - SAME_BORDER,
    bottom: region.top + region.height < picture.height - SAME_BORDER,
  };
}
