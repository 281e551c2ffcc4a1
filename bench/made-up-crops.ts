/** Pictures as large as crops of faces, which take a browser as long to decode. */
import sharp from 'sharp';
import { randomNumbers } from './seeded-numbers.ts';

const SIDE = 256;
/** Patches of colour along a side. */
const PATCHES = 12;

/** JPEG files, each another picture. @param number more addresses than that lead to the same ones again. */
export async function madeUpCrops(number: number): Promise<readonly Buffer[]> {
  return await Promise.all(Array.from({ length: number }, (_, seed) => crop(seed + 1)));
}

async function crop(seed: number): Promise<Buffer> {
  const numbers = randomNumbers(seed);
  const patches = Uint8Array.from({ length: PATCHES * PATCHES * 3 }, () => numbers.share() * 256);
  const smooth = await sharp(patches, { raw: { width: PATCHES, height: PATCHES, channels: 3 } })
    .resize(SIDE, SIDE, { kernel: 'cubic' })
    .raw()
    .toBuffer();
  // The grain of a video: without it a file would be far smaller than those of faces.
  const grainy = smooth.map((value) => Math.min(255, Math.max(0, value + 4 * numbers.normal())));
  return await sharp(grainy, { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
}
