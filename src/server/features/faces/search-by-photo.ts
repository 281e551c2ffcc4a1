import sharp from 'sharp';
import type { z } from 'zod';
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { FoundByPhoto, searchByPhoto as request } from '../../contract/face-search.ts';
import type { PhotoFaceFinder } from '../../jobs/analyze/find-photo-faces.ts';
import { type SearchParts, searchMoments } from './search-moments.ts';

const FORMATS: readonly string[] = ['jpeg', 'png', 'webp'];
/** A picture is decoded whole: a small file may claim to be huge. Smaller ones show no face. */
const SIDES = { least: 24, most: 8192 };
const MOST_PIXELS = 40_000_000;
/** Where no episode says by which models faces are described. */
const USUAL_PACK = 'bundled';

export type PhotoSearchParts = SearchParts & { readonly photoFaces: PhotoFaceFinder };

/**
 * Finds the faces of a picture and searches for one of them, by the models that described most episodes. Nothing of the
 * picture is stored.
 *
 * @throws UserError `photos.not-an-image`, `photos.no-face`, `photos.no-such-face`, `search.too-many`.
 */
export async function searchByPhoto(
  parts: PhotoSearchParts,
  { photo, face: wanted, ...where }: z.infer<typeof request>,
): Promise<FoundByPhoto> {
  const bytes = Buffer.from(photo, 'base64');
  await checkPicture(bytes);
  const { queries } = parts.database;
  const { faces, embedder } = await parts.photoFaces.find(bytes, await usualPack(queries));
  if (faces.length === 0) {
    throw new UserError(
      'photos.no-face',
      'No face was found in this picture: choose one that shows the face larger, sharper or more from the front.',
    );
  }
  const number = wanted ?? 0;
  const face = faces[number];
  if (!face) {
    throw new UserError(
      'photos.no-such-face',
      `This picture shows ${faces.length} faces: choose one of 0 to ${faces.length - 1}.`,
    );
  }
  const modelId = await modelOf(queries, embedder);
  const found = await searchMoments(parts, { embedding: face.embedding, modelId }, where);
  return { ...found, faces: faces.map(({ box, quality }) => ({ box, quality })), face: number };
}

/** By its head alone: nothing is decoded here. */
async function checkPicture(bytes: Uint8Array): Promise<void> {
  try {
    const { format, width = 0, height = 0 } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata();
    const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
    const fits = shorter >= SIDES.least && longer <= SIDES.most && width * height <= MOST_PIXELS;
    if (!FORMATS.includes(format ?? '') || !fits) throw new RangeError(`${format} of ${width}×${height} pixels`);
  } catch (cause) {
    throw new UserError(
      'photos.not-an-image',
      `This is no picture that can be searched with: send a JPEG, PNG or WebP file with sides of ${SIDES.least} to ${SIDES.most} pixels.`,
      { cause },
    );
  }
}

/** Of the model that described the faces of most episodes. */
async function usualPack(queries: Queries): Promise<string> {
  const row = await queries
    .selectFrom('run_models')
    .innerJoin('runs', 'runs.id', 'run_models.run_id')
    .innerJoin('models', 'models.id', 'run_models.model_id')
    .select('models.pack')
    .where('run_models.role', '=', 'embedder')
    .where('runs.is_active', '=', true)
    .groupBy('models.id')
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .orderBy('models.id')
    .limit(1)
    .executeTakeFirst();
  return row?.pack ?? USUAL_PACK;
}

/** 0 where no episode was described by it: it is the number of no model. */
async function modelOf(queries: Queries, sha256: string): Promise<number> {
  const row = await queries.selectFrom('models').select('id').where('sha256', '=', sha256).executeTakeFirst();
  return row?.id ?? 0;
}
