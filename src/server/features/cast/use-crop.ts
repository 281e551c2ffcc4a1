/** A face that was found in a run becomes a photograph to recognise a person by. */
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { z } from 'zod';
import { UserError } from '../../../errors.ts';
import type { Person, useCrop as request } from '../../contract/cast.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { addPhoto } from './change-photos.ts';
import { readPerson } from './person-rows.ts';
import { photoKeys } from './photo-files.ts';

export interface UsedCrop {
  readonly person: Person;
  /** The new photograph; null where the person has this one already. */
  readonly photoId: string | null;
}

/**
 * Twice is no error.
 *
 * @throws UserError `people.not-found`, `people.wrong-show`, `runs.not-found`, `runs.wrong-state`, `faces.not-found`,
 *   `faces.no-crop`, `faces.too-small`.
 */
export async function takeCrop(
  stores: ResultStores,
  { id, runId, faceNumber }: z.infer<typeof request>,
  by: string,
): Promise<UsedCrop> {
  const { queries } = stores.database;
  const person = await readPerson(stores, id);
  const { place } = await readDoneRun(queries, runId);
  if (place.show !== person.showId) {
    throw new UserError(
      'people.wrong-show',
      `${person.name} belongs to the show ${person.showId}, the face to ${place.show}: choose somebody of that show.`,
    );
  }
  const crop = await cropOf(stores, { runId, faceNumber });
  const origin = { source: 'crop', runId, faceNumber } as const;
  const taken = await queries
    .selectFrom('facebank_photos')
    .select('id')
    .where('person_id', '=', id)
    .where('source_run_id', '=', runId)
    .where('source_face_number', '=', faceNumber)
    .executeTakeFirst();
  if (taken) return { person, photoId: null };
  const photoId = randomUUID();
  const { original } = photoKeys(id, photoId);
  await stores.blobs.put(original, crop, { contentType: 'image/jpeg', bytes: crop.byteLength });
  try {
    return { person: await addPhoto(stores, { id, photoId, origin }, by), photoId };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // The same picture by another way: it is there.
    if (error.code === 'photos.exists') return { person: await readPerson(stores, id), photoId: null };
    if (error.code !== 'photos.not-an-image') throw error;
    throw new UserError('faces.too-small', 'This face is too small to recognise anybody by: choose a larger one.', {
      cause: error,
    });
  }
}

async function cropOf(
  { database, blobs }: ResultStores,
  { runId, faceNumber }: { readonly runId: string; readonly faceNumber: number },
): Promise<Uint8Array> {
  const face = await database.queries
    .selectFrom('faces')
    .select('crop_key')
    .where('run_id', '=', runId)
    .where('number', '=', faceNumber)
    .executeTakeFirst();
  if (!face) {
    throw new UserError('faces.not-found', `Run ${runId} has no face ${faceNumber}: look at the list of its faces.`);
  }
  if (face.crop_key === null) {
    throw new UserError('faces.no-crop', `No picture is kept of face ${faceNumber}: choose another face of the track.`);
  }
  const { body } = await blobs.get(face.crop_key);
  return await buffer(body);
}
