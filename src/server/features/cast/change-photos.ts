/** Photographs of people: sent by the browser to the storage, then registered here. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { UserError } from '../../../errors.ts';
import type { Person, photoForm } from '../../contract/cast.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readPerson } from './person-rows.ts';
import { MOST_PHOTO_BYTES, photoKeys, storeDisplayPicture } from './photo-files.ts';

export interface PhotoName {
  /** Of the person. */
  readonly id: string;
  readonly photoId: string;
}

/** Where a photograph comes from. */
export type PhotoOrigin =
  | { readonly source: 'upload' | 'import' }
  | { readonly source: 'crop'; readonly runId: string; readonly faceNumber: number };

/** @throws UserError `people.not-found`. */
export async function signPhotoForm(stores: ResultStores, { id, contentType }: z.infer<typeof photoForm>) {
  await readPerson(stores, id);
  const photoId = randomUUID();
  const { original } = photoKeys(id, photoId);
  const { url, fields } = await stores.blobs.signPost(original, {
    contentType,
    minBytes: 1,
    maxBytes: MOST_PHOTO_BYTES,
  });
  return { photoId, url, fields: { ...fields } };
}

/**
 * Makes a photograph that was sent one of the person's; the first one is featured. Twice is no error.
 *
 * @throws UserError `people.not-found`, `photos.not-an-image`, `photos.exists`; BlobError `blobs.not-found`.
 */
export async function addPhoto(
  stores: ResultStores,
  { id, photoId, origin = { source: 'upload' } }: PhotoName & { readonly origin?: PhotoOrigin },
  by: string,
): Promise<Person> {
  const { database, blobs } = stores;
  const person = await readPerson(stores, id);
  if (person.photos.some((photo) => photo.id === photoId)) return person;
  const keys = photoKeys(id, photoId);
  const sha256 = await storeDisplayPicture(blobs, keys);
  const added = await database.transaction(async (transaction) => {
    // One photograph after the other: there is one first.
    await transaction.selectFrom('people').select('id').where('id', '=', id).forUpdate().execute();
    const other = await transaction
      .selectFrom('facebank_photos')
      .select('id')
      .where('person_id', '=', id)
      .executeTakeFirst();
    return await transaction
      .insertInto('facebank_photos')
      .values({
        id: photoId,
        person_id: id,
        sha256,
        original_key: keys.original,
        display_key: keys.display,
        embed_key: keys.embed,
        source: origin.source,
        ...(origin.source === 'crop' && { source_run_id: origin.runId, source_face_number: origin.faceNumber }),
        is_featured: other === undefined,
        created_by: by,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
  });
  if (!added) {
    const now = await readPerson(stores, id);
    if (now.photos.some((photo) => photo.id === photoId)) return now;
    for (const key of Object.values(keys)) await blobs.delete(key);
    throw new UserError('photos.exists', `${person.name} has this photograph already: choose another one.`);
  }
  return await readPerson(stores, id);
}

/** @throws UserError `people.not-found`, `photos.not-found`. */
export async function featurePhoto(stores: ResultStores, name: PhotoName): Promise<Person> {
  await requirePhoto(stores, name);
  await stores.database.transaction(async (transaction) => {
    await transaction
      .updateTable('facebank_photos')
      .set({ is_featured: false })
      .where('person_id', '=', name.id)
      .where('is_featured', '=', true)
      .execute();
    await transaction
      .updateTable('facebank_photos')
      .set({ is_featured: true })
      .where('person_id', '=', name.id)
      .where('id', '=', name.photoId)
      .execute();
  });
  return await readPerson(stores, name.id);
}

/**
 * First its objects, then its row, so that an interrupted deletion can be repeated; then the face again, which a job may have
 * written in between. Embeddings go with the row.
 *
 * @throws as {@link featurePhoto}.
 */
export async function deletePhoto(stores: ResultStores, name: PhotoName): Promise<Person> {
  await requirePhoto(stores, name);
  const keys = photoKeys(name.id, name.photoId);
  for (const key of Object.values(keys)) await stores.blobs.delete(key);
  await stores.database.queries
    .deleteFrom('facebank_photos')
    .where('person_id', '=', name.id)
    .where('id', '=', name.photoId)
    .execute();
  await stores.blobs.delete(keys.embed);
  return await readPerson(stores, name.id);
}

async function requirePhoto(stores: ResultStores, { id, photoId }: PhotoName): Promise<void> {
  const { name, photos } = await readPerson(stores, id);
  if (photos.some((photo) => photo.id === photoId)) return;
  throw new UserError('photos.not-found', `${name} has no photograph ${photoId}: look at the ones there are.`);
}
