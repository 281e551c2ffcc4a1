/** Photographs of the facebank and their embeddings, as jobs read them. */
import { sql } from 'kysely';
import type { Queries } from '../../../adapters/database/port.ts';
import { type Embedding, embedding } from '../../../pipeline/units.ts';

export interface PhotoRow {
  readonly id: string;
  readonly person: string;
  readonly show: string;
  readonly originalKey: string;
  readonly embedKey: string;
}

export interface KnownFace {
  readonly photo: string;
  readonly person: string;
  readonly vector: Embedding;
}

/** As many are read at a time. */
const MOST_AT_ONCE = 50;

const photoQuery = (queries: Queries) =>
  queries
    .selectFrom('facebank_photos')
    .innerJoin('people', 'people.id', 'facebank_photos.person_id')
    .select([
      'facebank_photos.id',
      'facebank_photos.person_id as person',
      'people.show_id as show',
      'facebank_photos.original_key as originalKey',
      'facebank_photos.embed_key as embedKey',
    ])
    .orderBy('facebank_photos.created_at')
    .orderBy('facebank_photos.id')
    .limit(MOST_AT_ONCE);

/** A photograph that waits and others of its person that do; empty when it does not wait, or is no more. */
export async function photosWaitingWith(queries: Queries, photo: string): Promise<readonly PhotoRow[]> {
  const waiting = photoQuery(queries).where('facebank_photos.state', '=', 'waiting');
  const first = await waiting.where('facebank_photos.id', '=', photo).executeTakeFirst();
  if (!first) return [];
  const others = await waiting
    .where('facebank_photos.person_id', '=', first.person)
    .where('facebank_photos.id', '!=', photo)
    .execute();
  return [first, ...others.slice(0, MOST_AT_ONCE - 1)];
}

/** Usable photographs of a show that a model has not looked at; some of them, where there are many. */
export async function photosWithout(
  queries: Queries,
  {
    show,
    modelSha256,
    after,
  }: { readonly show: string; readonly modelSha256: string; readonly after: readonly string[] },
): Promise<readonly PhotoRow[]> {
  let query = photoQuery(queries)
    .where('people.show_id', '=', show)
    .where('facebank_photos.state', '=', 'ready')
    .where(
      sql<boolean>`not exists (
        select from photo_embeddings join models on models.id = model_id
        where photo_id = facebank_photos.id and models.sha256 = ${modelSha256}
      )`,
    );
  if (after.length > 0) query = query.where('facebank_photos.id', 'not in', [...after]);
  return await query.execute();
}

/** The faces of a show's people as a model describes them, the oldest photographs first. */
export async function readKnownFaces(
  queries: Queries,
  { show, modelId }: { readonly show: string; readonly modelId: number },
): Promise<readonly KnownFace[]> {
  const rows = await queries
    .selectFrom('photo_embeddings')
    .innerJoin('facebank_photos', 'facebank_photos.id', 'photo_embeddings.photo_id')
    .innerJoin('people', 'people.id', 'facebank_photos.person_id')
    .select(['facebank_photos.id as photo', 'people.id as person', 'photo_embeddings.embedding'])
    .where('people.show_id', '=', show)
    .where('people.archived_at', 'is', null)
    .where('photo_embeddings.model_id', '=', modelId)
    .orderBy('facebank_photos.created_at')
    .orderBy('facebank_photos.id')
    .execute();
  return rows.map(({ photo, person, embedding: values }) => ({ photo, person, vector: embedding(values) }));
}
