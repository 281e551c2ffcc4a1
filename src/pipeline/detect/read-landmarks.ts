/** Two readings of the landmarks of one face: their mean is steadier, their disagreement unmasks false faces. */
import type { FivePoints, PixelBox, Point, RgbPicture, RunModel } from '../units.ts';
import { decodeLandmarks, fivePointsOf68, landmarkCrop, landmarkInput } from './landmarks68.ts';

/** The tight crop is the better reading; the wide one is there to disagree. */
const TIGHT_MARGIN = 1.05;
const WIDE_MARGIN = 1.2;
/** Jaw points (0–16) jump even on real faces: only brows, eyes, nose and mouth are compared. */
const FIRST_INNER_POINT = 17;
/** A spread of this many box sides halves the plausibility. */
const HALF_PLAUSIBLE_SPREAD = 0.08;

export interface LandmarkReading {
  readonly points: FivePoints;
  /** Mean distance between the two readings of the inner points, in longer box sides. */
  readonly spread: number;
}

export async function readLandmarks(picture: RgbPicture, box: PixelBox, run: RunModel): Promise<LandmarkReading> {
  const tight = await readOnce(picture, landmarkCrop(box, TIGHT_MARGIN), run);
  const wide = await readOnce(picture, landmarkCrop(box, WIDE_MARGIN), run);
  let distance = 0;
  for (let i = FIRST_INNER_POINT; i < tight.length; i++) {
    const a = tight[i];
    const b = wide[i];
    if (a && b) distance += Math.hypot(a.x - b.x, a.y - b.y);
  }
  const spread = distance / (tight.length - FIRST_INNER_POINT) / Math.max(box.width, box.height);
  return { points: fivePointsOf68(tight), spread };
}

/** 1 when both readings agree, 0.5 at a spread of 8 % of the box, towards 0 beyond. */
export function plausibilityOf(spread: number): number {
  return 2 ** -(spread / HALF_PLAUSIBLE_SPREAD);
}

async function readOnce(picture: RgbPicture, crop: PixelBox, run: RunModel): Promise<Point[]> {
  const outputs = await run({ input: landmarkInput(picture, crop) });
  const output = outputs['output'];
  if (!output) throw new Error('The landmark model returned no `output`: this is no 68-point landmark model.');
  return decodeLandmarks(output, crop);
}
