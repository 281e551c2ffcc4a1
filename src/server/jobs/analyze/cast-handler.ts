import sharp from 'sharp';
import type { EmbeddedFace } from '../../../pipeline/embed/embed-face.ts';
import type { RgbPicture } from '../../../pipeline/units.ts';
import { handle } from '../stage-host/stage-job.ts';
import { type CastInput, type CastResult, castJob } from './cast-job.ts';
import { chooseFace, type Refusal } from './choose-face.ts';
import { openEmbedder, openFaceFinder } from './open-models.ts';
import { facesIn, MARGINS, type PhotoModels, readPhoto } from './photo-picture.ts';
import type { StageServices } from './stage-services.ts';
import { bytesOf } from './whole-file.ts';

/** The largest ones: who is smaller than so many others is not who a photograph is of. */
const MOST_FACES = 6;

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
  let refusal: Refusal | null = null;
  for (const margin of MARGINS) {
    const choice = chooseFace(await facesIn(picture, { margin, most: MOST_FACES }, models));
    if (!('fault' in choice) || choice.fault === 'several-faces') return choice;
    // What is wrong with a face says more than that there is none.
    if (refusal === null || refusal.fault === 'no-face') refusal = choice;
  }
  return refusal ?? chooseFace([]);
}

const toPng = (picture: RgbPicture): Promise<Buffer> =>
  sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } })
    .png()
    .toBuffer();

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
