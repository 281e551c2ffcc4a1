/** Which picture stands for a video: one in which there is something to see. */
import type { RgbPicture } from '../../../pipeline/units.ts';

const BINS = 32;
/** Titles and the end are left out: what a video is about comes between. */
const FROM_SHARE = 0.08;
const TO_SHARE = 0.7;
/** Mean brightness, of 255: outside of this a picture is seen badly on a page. */
const DARKEST = 45;
const BRIGHTEST = 200;

/**
 * How much there is to see: the entropy of the brightness in bits, 0 for one colour, up to 5. Black, white and lettering on
 * one colour have little; pictures that are too dark or too bright count half.
 */
export function contentOf({ data }: Pick<RgbPicture, 'data'>): number {
  const bins = new Uint32Array(BINS);
  let sum = 0;
  const pixels = data.length / 3;
  for (let at = 0; at + 2 < data.length; at += 3) {
    // BT.601 in 256ths: whole numbers, so that grey stays what it is.
    const brightness = (77 * (data[at] ?? 0) + 150 * (data[at + 1] ?? 0) + 29 * (data[at + 2] ?? 0)) >> 8;
    sum += brightness;
    const bin = Math.min(BINS - 1, Math.floor((brightness * BINS) / 256));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  let entropy = 0;
  for (const each of bins) if (each > 0) entropy -= (each / pixels) * Math.log2(each / pixels);
  const mean = sum / pixels;
  return mean >= DARKEST && mean <= BRIGHTEST ? entropy : entropy / 2;
}

/** Place of the best picture of a video. @param contents of pictures at even distances; at least one. */
export function choosePoster(contents: readonly number[]): number {
  const from = Math.floor(contents.length * FROM_SHARE);
  const to = Math.max(from + 1, Math.ceil(contents.length * TO_SHARE));
  let best = from;
  for (let place = from; place < to; place++) if ((contents[place] ?? 0) > (contents[best] ?? 0)) best = place;
  return best;
}
