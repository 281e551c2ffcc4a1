import sharp from 'sharp';
import { createFaceFinder, type FoundFace } from '../../../pipeline/detect/detect-faces.ts';
import { embedFace } from '../../../pipeline/embed/embed-face.ts';
import { frameIndex, type RgbPicture } from '../../../pipeline/units.ts';
import { handle } from '../stage-host/stage-job.ts';
import { type CastInput, type CastResult, castJob } from './cast-job.ts';
import { openEmbedder, openFaceFinder } from './open-models.ts';
import type { StageServices } from './stage-services.ts';
import { bytesOf } from './whole-file.ts';

/** Photographs are brought down to this many pixels a side: more shows no more of a face. */
const LARGEST_SIDE = 1600;
/** Longer side of the smallest face wanted, as a share of the shorter side of the photograph. */
const WANTED_FACE_SHARE = 0.06;
const LEAST_SCORE = 0.5;

export const castHandler = handle<StageServices, CastInput, CastResult>(
  castJob,
  async (services, { models, photos }, { signal, report }) => {
    const finderModels = await openFaceFinder(services, models);
    const embedder = await openEmbedder(services, models.embedder);
    const results: CastResult = [];
    for (const { file } of photos) {
      signal.throwIfAborted();
      results.push(await embedPhoto(file));
      report(results.length, photos.length);
    }
    return results;

    async function embedPhoto(file: string): Promise<CastResult[number]> {
      const picture = await readPhoto(file).catch((error: unknown) => firstLine(error));
      if (typeof picture === 'string') return { reason: `it cannot be read as a picture (${picture})` };
      const finder = createFaceFinder(finderModels, WANTED_FACE_SHARE * Math.min(picture.width, picture.height));
      const face = largest((await finder.find(picture, { sweep: true })).filter(({ score }) => score >= LEAST_SCORE));
      if (!face) return { reason: 'no face was found in it' };
      const embedded = await embedFace(picture, { frame: frameIndex(0), ...face }, { embedder, zoom: 1 });
      if (!embedded) return { reason: 'its face could not be aligned' };
      return { vector: Buffer.from(bytesOf(embedded.sample.vector)).toString('base64') };
    }
  },
);

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

function largest(faces: readonly FoundFace[]): FoundFace | undefined {
  const area = ({ box }: FoundFace): number => box.width * box.height;
  return faces.toSorted((a, b) => area(b) - area(a))[0];
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
