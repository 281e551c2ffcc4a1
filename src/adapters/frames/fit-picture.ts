import type { VideoProbe } from './port.ts';

/** Largest size wanted, in pixels. Each side is at least 2. */
export interface PictureLimits {
  readonly maxWidth: number;
  readonly maxHeight: number;
}

/**
 * Size at which to analyse a video: upright, square pixels, the whole picture inside the limits, never enlarged. Both
 * sides are even and at least 2, so the shape is kept to within a pixel.
 */
export function fitPicture(
  video: Pick<VideoProbe, 'displayWidth' | 'displayHeight'>,
  limits: PictureLimits,
): { readonly width: number; readonly height: number } {
  const { displayWidth, displayHeight } = video;
  const factor = Math.min(1, limits.maxWidth / displayWidth, limits.maxHeight / displayHeight);
  return {
    width: evenSide(displayWidth * factor, Math.min(displayWidth, limits.maxWidth)),
    height: evenSide(displayHeight * factor, Math.min(displayHeight, limits.maxHeight)),
  };
}

/** Even number nearest to `side` that is not above `most`. */
function evenSide(side: number, most: number): number {
  const nearest = 2 * Math.round(side / 2);
  return Math.max(2, nearest > most ? 2 * Math.floor(most / 2) : nearest);
}
