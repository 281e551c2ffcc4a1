/** From a photograph as it was sent to the picture that is shown. */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { seedKey, seedOriginalKey } from '../../../adapters/blobs/object-layout.ts';
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import { UserError } from '../../../errors.ts';

export const MOST_PHOTO_BYTES = 20 * 1024 * 1024;
const FORMATS: readonly string[] = ['jpeg', 'png', 'webp'];
/** Smaller ones show no face; larger ones are no photographs but a way to fill the memory. */
const SIDES = { least: 64, most: 12_000 };
const MOST_PIXELS = 60_000_000;
/** Longer side of what is shown. */
const DISPLAY_SIDE = 1024;

export interface PhotoKeys {
  readonly original: string;
  readonly display: string;
  /** Where the aligned face will be, once it has been embedded. */
  readonly embed: string;
}

export const photoKeys = (person: string, photo: string): PhotoKeys => ({
  original: seedOriginalKey(person, photo),
  display: seedKey(person, photo, 'display'),
  embed: seedKey(person, photo, 'embedding'),
});

/**
 * Looks at what was sent and stores the picture to show. What is no photograph is deleted.
 *
 * @returns SHA-256 of the original.
 * @throws UserError `photos.not-an-image`; BlobError `blobs.not-found` when nothing was sent.
 */
export async function storeDisplayPicture(blobs: BlobStore, keys: PhotoKeys): Promise<string> {
  const { body } = await blobs.get(keys.original, { range: { start: 0, length: MOST_PHOTO_BYTES } });
  const original = await buffer(body);
  const picture = await displayPicture(original).catch(async (cause: unknown) => {
    await blobs.delete(keys.original);
    throw new UserError(
      'photos.not-an-image',
      `This is no photograph that can be used: send a JPEG, PNG or WebP file with sides of ${SIDES.least} to ${SIDES.most} pixels.`,
      { cause },
    );
  });
  await blobs.put(keys.display, picture, { contentType: 'image/png', bytes: picture.byteLength });
  return createHash('sha256').update(original).digest('hex');
}

/** Upright by its EXIF tag, which goes with all other tags. */
async function displayPicture(original: Uint8Array): Promise<Uint8Array> {
  const image = sharp(original, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
  const { format, width = 0, height = 0 } = await image.metadata();
  if (
    !FORMATS.includes(format ?? '') ||
    Math.min(width, height) < SIDES.least ||
    Math.max(width, height) > SIDES.most
  ) {
    throw new RangeError(`${format} of ${width}×${height} pixels`);
  }
  return await image
    .rotate()
    .resize(DISPLAY_SIDE, DISPLAY_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .png()
    .toBuffer();
}
