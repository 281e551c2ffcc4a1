import sharp from 'sharp';
import { createFaceFinder, type FaceFinderModels } from '../../../pipeline/detect/detect-faces.ts';
import { type EmbeddedFace, type Embedder, embedFace } from '../../../pipeline/embed/embed-face.ts';
import { frameIndex, type RgbPicture } from '../../../pipeline/units.ts';
import { handle } from '../stage-host/stage-job.ts';
import { type CastInput, type CastResult, castJob } from './cast-job.ts';
import { chooseFace, type PhotoFace, type Refusal } from './choose-face.ts';
import { openEmbedder, openFaceFinder } from './open-models.ts';
import type { StageServices } from './stage-services.ts';
import { bytesOf } from './whole-file.ts';

/** Photographs are brought down to this many pixels a side: more shows no more of a face. */
const LARGEST_SIDE = 1600;
/** Longer side of the smallest face wanted, as a share of the shorter side of the photograph. */
const WANTED_FACE_SHARE = 0.06;
const LEAST_SCORE = 0.5;
/**
 * Grey margins to look with, as shares of the longer side, until a clear face is found: the detector overlooks faces that
 * fill its picture. Of 44 portraits cut closely it found 23 without a margin, 35 with the first one and 40 with one of them.
 */
const MARGINS = [0.5, 0.25, 0];
/** The largest ones: who is smaller than so many others is not who a photograph is of. */
const MOST_FACES = 6;

interface PhotoModels {
  readonly finder: FaceFinderModels;
  readonly embedder: Embedder;
}

export const castHandler = handle<StageServices, CastInput, CastResult>(
  castJob,
  async (services, { models, photos, withChips }, { signal, report }) => {
    const opened = {
      finder: await openFaceFinder(services, models),
      embedder: await openEmbedder(services, models.embedder),
    };
    const results: CastResult = [];
    for (const { file } of photos) {
      signal.throwIfAborted();
      results.push(await embedPhoto(file, opened, withChips));
      report(results.length, photos.length);
    }
    return results;
  },
);

async function embedPhoto(file: string, models: PhotoModels, withChip: boolean): Promise<CastResult[number]> {
  const picture = await readPhoto(file).catch((error: unknown) => firstLine(error));
  if (typeof picture === 'string') {
    return { fault: 'unreadable', reason: `it cannot be read as a picture (${picture})` };
  }
  const chosen = await findFace(picture, models);
  if ('fault' in chosen) return chosen;
  const { sample, chip } = chosen;
  return {
    vector: Buffer.from(bytesOf(sample.vector)).toString('base64'),
    quality: sample.quality,
    ...(withChip && { chip: (await toPng(chip)).toString('base64') }),
  };
}

async function findFace(picture: RgbPicture, models: PhotoModels): Promise<EmbeddedFace | Refusal> {
  const wantedFace = WANTED_FACE_SHARE * Math.min(picture.width, picture.height);
  let refusal: Refusal | null = null;
  for (const margin of MARGINS) {
    const choice = chooseFace(await facesIn(await withMargin(picture, margin), wantedFace, models));
    if (!('fault' in choice) || choice.fault === 'several-faces') return choice;
    // What is wrong with a face says more than that there is none.
    if (refusal === null || refusal.fault === 'no-face') refusal = choice;
  }
  return refusal ?? chooseFace([]);
}

async function facesIn(
  picture: RgbPicture,
  wantedFace: number,
  { finder: models, embedder }: PhotoModels,
): Promise<PhotoFace[]> {
  const finder = createFaceFinder(models, wantedFace);
  const found = (await finder.find(picture, { sweep: true })).filter(({ score }) => score >= LEAST_SCORE);
  found.sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
  const faces: PhotoFace[] = [];
  for (const face of found.slice(0, MOST_FACES)) {
    const embedded = await embedFace(picture, { frame: frameIndex(0), ...face }, { embedder, zoom: 1 });
    faces.push({ box: face.box, embedded });
  }
  return faces;
}

/** Upright by its EXIF tag, sRGB, without transparency. */
async function readPhoto(file: string): Promise<RgbPicture> {
  const { data, info } = await sharp(file)
    .rotate()
    .resize(LARGEST_SIDE, LARGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

async function withMargin(picture: RgbPicture, share: number): Promise<RgbPicture> {
  const side = Math.round(share * Math.max(picture.width, picture.height));
  if (side === 0) return picture;
  const { data, info } = await sharp(picture.data, { raw: { ...sizeOf(picture), channels: 3 } })
    .extend({ top: side, bottom: side, left: side, right: side, background: '#808080' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

const sizeOf = ({ width, height }: RgbPicture) => ({ width, height });

const toPng = (picture: RgbPicture): Promise<Buffer> =>
  sharp(picture.data, { raw: { ...sizeOf(picture), channels: 3 } })
    .png()
    .toBuffer();

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
