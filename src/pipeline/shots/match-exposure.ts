/** Undoes a change of exposure between two pictures, so that a flash or a drift is not taken for new content. */
import type { ScanPicture } from './scan-picture.ts';

/** Largest gain: beyond it, noise would be blown up to texture. */
const GAIN_LIMIT = 3;

/**
 * Luma of `picture` with mean and contrast of `reference`; undefined where they already agree.
 * A gain, an offset and both together are undone; clipped highlights stay clipped.
 */
export function matchExposure(picture: ScanPicture, reference: ScanPicture): Uint8Array | undefined {
  const ratio = (reference.contrast + 1) / (picture.contrast + 1);
  const gain = Math.min(GAIN_LIMIT, Math.max(1 / GAIN_LIMIT, ratio));
  if (Math.abs(reference.mean - picture.mean) < 1 && Math.abs(gain - 1) < 0.03) return undefined;
  const table = new Uint8ClampedArray(256);
  for (let value = 0; value < 256; value++) table[value] = (value - picture.mean) * gain + reference.mean;
  const matched = new Uint8Array(picture.luma.length);
  for (let i = 0; i < matched.length; i++) matched[i] = table[picture.luma[i] as number] as number;
  return matched;
}
