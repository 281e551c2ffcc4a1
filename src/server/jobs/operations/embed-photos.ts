/**
 * From photographs of the cast to embeddings. A photograph is
 *
 *   waiting → ready      its aligned face lies in the storage, its embedding in the database
 *           → rejected   no face of it can be used; the reason says why
 *
 * Everything may be done again at any point, and a photograph may be deleted at any point: what is written for one that is
 * gone is removed again.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BlobError } from '../../../adapters/blobs/blob-error.ts';
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import { toReals } from '../../../adapters/database/column-values.ts';
import type { Database, Queries } from '../../../adapters/database/port.ts';
import type { EventLog } from '../../../adapters/events/port.ts';
import type { JobHandler } from '../../../adapters/jobs/port.ts';
import { UserError } from '../../../errors.ts';
import { cosine } from '../../../pipeline/embed/vectors.ts';
import type { Embedding } from '../../../pipeline/units.ts';
import { announce } from '../../announce.ts';
import type { CastResult } from '../analyze/cast-job.ts';
import { decodeVector } from '../analyze/cast-stage.ts';
import type { PhotoReading, ReadPhotos } from '../analyze/read-photos.ts';
import type { Operations } from './definitions.ts';
import { type KnownFace, type PhotoRow, photosWaitingWith, readKnownFaces } from './photo-rows.ts';

export interface PhotoParts {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly events: EventLog;
  readonly readPhotos: ReadPhotos;
  /** For copies of the photographs while they are read. */
  readonly workDirectory: string;
}

/** By this pack it is decided whether a photograph can be used. Runs with others embed it anew. */
const PACK = 'bundled';
/** Two photographs of one person reach 0.7; the same one, cut or compressed otherwise, 0.95 and more. */
const DUPLICATE_LIKENESS = 0.93;

/** Takes the other waiting photographs of the person along: opening the networks takes longer than reading a photograph. */
export function embedPhotosHandler({ embedPhotos }: Operations, parts: PhotoParts): JobHandler {
  return {
    definition: embedPhotos,
    async run(raw, { signal }) {
      const { photo } = embedPhotos.payload.parse(raw);
      const photos = await photosWaitingWith(parts.database.queries, photo);
      const [first] = photos;
      if (!first) return null;
      try {
        const { results, modelId } = await readAll(parts, { photos, pack: PACK, signal });
        const known = [...(await readKnownFaces(parts.database.queries, { show: first.show, modelId }))];
        for (const [index, row] of photos.entries()) {
          const result = results[index];
          if (result) await settle(parts, row, { result, modelId, known });
        }
        await announce(parts.events, { type: 'cast-changed', show: first.show });
      } catch (error) {
        if (!signal.aborted) {
          await explainWaiting(parts.database.queries, photos, error);
          await announce(parts.events, { type: 'cast-changed', show: first.show });
        }
        throw error;
      }
      return null;
    },
  };
}

/** Embeds photographs that are ready with another pack's model, too. Those whose face it cannot find get nothing. */
export async function embedForPack(
  parts: PhotoParts,
  {
    photos,
    pack,
    signal,
  }: { readonly photos: readonly PhotoRow[]; readonly pack: string; readonly signal: AbortSignal },
): Promise<void> {
  const { results, modelId } = await readAll(parts, { photos, pack, signal });
  for (const [index, { id }] of photos.entries()) {
    const result = results[index];
    if (result && 'vector' in result) await insertEmbedding(parts.database.queries, { id, modelId, ...result });
  }
}

async function readAll(
  { database, blobs, readPhotos, workDirectory }: PhotoParts,
  {
    photos,
    pack,
    signal,
  }: { readonly photos: readonly PhotoRow[]; readonly pack: string; readonly signal: AbortSignal },
) {
  const folder = path.join(workDirectory, randomUUID());
  await mkdir(folder, { recursive: true });
  try {
    const files = photos.map(({ id }) => path.join(folder, id));
    for (const [index, { originalKey }] of photos.entries()) {
      const { body } = await blobs.get(originalKey, { signal }).catch((error: unknown) => {
        // Deleted meanwhile. It is read as the empty file, and what is made of it is written nowhere.
        if (error instanceof BlobError && error.code === 'blobs.not-found') return { body: [] };
        throw error;
      });
      await writeFile(files[index] ?? '', body, { signal });
    }
    const { results, embedder } = await readPhotos(files, pack, signal);
    return { results, modelId: await knowEmbedder(database.queries, embedder, results) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Reading {
  readonly result: CastResult[number];
  readonly modelId: number;
  /** Those of the same model; the new one is added. */
  readonly known: KnownFace[];
}

async function settle(
  { database, blobs }: PhotoParts,
  { id, person, embedKey }: PhotoRow,
  { result, modelId, known }: Reading,
): Promise<void> {
  if ('fault' in result) {
    await database.queries
      .updateTable('facebank_photos')
      .set({ state: 'rejected', reason_code: `photos.${result.fault}`, reason: `Not used: ${result.reason}.` })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .execute();
    return;
  }
  const vector = decodeVector(result.vector);
  const chip = Buffer.from(result.chip ?? '', 'base64');
  await blobs.put(embedKey, chip, { contentType: 'image/png', bytes: chip.byteLength });
  const isThere = await database.transaction(async (transaction) => {
    const row = await transaction
      .updateTable('facebank_photos')
      .set({ state: 'ready', quality: result.quality, reason: null, reason_code: null })
      .set({ duplicate_of: duplicateOf(vector, known, id) })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (row) await insertEmbedding(transaction, { id, modelId, vector: result.vector });
    return row !== undefined;
  });
  if (isThere) known.push({ photo: id, person, vector });
  else await blobs.delete(embedKey);
}

function duplicateOf(vector: Embedding, known: readonly KnownFace[], own: string): string | null {
  const others = known.filter(({ photo }) => photo !== own);
  const rated = others.map((face) => ({ photo: face.photo, likeness: cosine(vector, face.vector) }));
  const [nearest] = rated.sort((a, b) => b.likeness - a.likeness);
  return nearest && nearest.likeness >= DUPLICATE_LIKENESS ? nearest.photo : null;
}

async function insertEmbedding(
  queries: Queries,
  { id, modelId, vector }: { readonly id: string; readonly modelId: number; readonly vector: string },
): Promise<void> {
  await queries
    .insertInto('photo_embeddings')
    .columns(['photo_id', 'model_id', 'embedding'])
    // One that was deleted meanwhile gets none.
    .expression((at) =>
      at
        .selectFrom('facebank_photos')
        .select(({ val, ref }) => [
          ref('id').as('photo_id'),
          val(modelId).as('model_id'),
          val(toReals(decodeVector(vector))).as('embedding'),
        ])
        .where('id', '=', id),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The model's row; 0 where it is unknown and nothing was embedded that would say how long its embeddings are. */
async function knowEmbedder(
  queries: Queries,
  embedder: PhotoReading['embedder'],
  results: CastResult,
): Promise<number> {
  const [example] = results.flatMap((result) => ('vector' in result ? [decodeVector(result.vector)] : []));
  if (example) {
    await queries
      .insertInto('models')
      .values({ ...embedder, role: 'embedder', dimensions: example.length })
      .onConflict((conflict) => conflict.column('sha256').doNothing())
      .execute();
  }
  const row = await queries.selectFrom('models').select('id').where('sha256', '=', embedder.sha256).executeTakeFirst();
  return row?.id ?? 0;
}

/** So that people see why it takes so long. */
async function explainWaiting(queries: Queries, photos: readonly PhotoRow[], error: unknown): Promise<void> {
  const known = error instanceof UserError;
  const told = {
    reason_code: known ? error.code : 'photos.failed',
    reason: known ? error.message : 'Reading it failed and is tried again; the log of the worker says why.',
  };
  const ids = photos.map(({ id }) => id);
  await queries
    .updateTable('facebank_photos')
    .set(told)
    .where('id', 'in', ids)
    .where('state', '=', 'waiting')
    .execute();
}
