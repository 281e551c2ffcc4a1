/** What an aligned face says about its own usefulness: sharpness and exposure. */
import type { RgbPicture } from '../units.ts';

export interface ChipQuality {
  /** 0 (blurred) to 1 (crisp). */
  readonly sharpness: number;
  /** 0 (black, blown out or without contrast) to 1. */
  readonly exposure: number;
}

/** Variance of the Laplacian (Pech-Pacheco et al., ICPR 2000) at which a chip counts as half sharp. */
const HALF_SHARP_VARIANCE = 60;
/** Standard deviation of luma below which a face is too flat to tell anything. */
const LOW_CONTRAST = 12;

/** Looks at the inner three quarters of the chip: the border is background. */
export function chipQuality(chip: RgbPicture): ChipQuality {
  const luma = lumaOf(chip);
  const { width, height } = chip;
  const margin = Math.max(1, Math.floor(width / 8));
  let count = 0;
  let sum = 0;
  let squares = 0;
  let edges = 0;
  let edgeSquares = 0;
  for (let y = margin; y < height - margin; y++) {
    for (let x = margin; x < width - margin; x++) {
      const at = y * width + x;
      const v = luma[at] ?? 0;
      const laplacian =
        4 * v - (luma[at - 1] ?? 0) - (luma[at + 1] ?? 0) - (luma[at - width] ?? 0) - (luma[at + width] ?? 0);
      count++;
      sum += v;
      squares += v * v;
      edges += laplacian;
      edgeSquares += laplacian * laplacian;
    }
  }
  if (count === 0) return { sharpness: 0, exposure: 0 };
  const mean = sum / count;
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
  const variance = Math.max(0, edgeSquares / count - (edges / count) ** 2);
  const tooDark = Math.min(1, mean / 50);
  const tooBright = Math.min(1, (255 - mean) / 40);
  const contrast = Math.min(1, deviation / (2 * LOW_CONTRAST));
  return { sharpness: variance / (variance + HALF_SHARP_VARIANCE), exposure: tooDark * tooBright * contrast };
}

/** BT.601 luma, one value per pixel, 0–255. */
function lumaOf({ width, height, data }: RgbPicture): Float32Array {
  const luma = new Float32Array(width * height);
  for (let i = 0; i < luma.length; i++) {
    luma[i] = 0.299 * (data[3 * i] ?? 0) + 0.587 * (data[3 * i + 1] ?? 0) + 0.114 * (data[3 * i + 2] ?? 0);
  }
  return luma;
}
