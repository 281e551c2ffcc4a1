/** Uploads as they are stored, read as the contract has them. */
import type { Selectable } from 'kysely';
import type { BlobStore, UploadedPart, UploadHandle } from '../../../adapters/blobs/port.ts';
import type { Database, Queries } from '../../../adapters/database/port.ts';
import type { Schema } from '../../../adapters/database/schema.ts';
import { UserError } from '../../../errors.ts';
import type { Upload } from '../../contract/uploads.ts';
import { partCount } from './part-sizes.ts';

export type UploadRow = Selectable<Schema['uploads']>;

export interface UploadStores {
  readonly database: Database;
  readonly blobs: BlobStore;
}

/** An upload without a person's decision or an end. */
export const GOING_ON = ['open', 'completing'] as const;

export const isGoingOn = ({ state }: UploadRow): boolean => GOING_ON.some((each) => each === state);

export const handleOf = (row: UploadRow): UploadHandle => ({ key: row.blob_key, uploadId: row.store_upload_id });

/** @throws UserError `uploads.not-found`. */
export async function readUploadRow(queries: Queries, id: string): Promise<UploadRow> {
  const row = await queries.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst();
  if (row) return row;
  throw new UserError('uploads.not-found', `There is no upload ${id}: begin it again.`);
}

/** With the parts that have arrived. @throws UserError `uploads.not-found`. */
export async function readUpload(stores: UploadStores, id: string): Promise<Upload> {
  return await toUpload(stores, await readUploadRow(stores.database.queries, id));
}

export async function toUpload({ database, blobs }: UploadStores, row: UploadRow): Promise<Upload> {
  const video = await database.queries
    .selectFrom('videos')
    .select('id')
    .where('blob_key', '=', row.blob_key)
    .executeTakeFirst();
  const parts = isGoingOn(row) ? await arrivedParts(blobs, row) : [];
  return {
    id: row.id,
    episodeId: row.episode_id,
    fileName: row.file_name,
    bytes: row.bytes,
    partBytes: row.part_bytes,
    partCount: partCount(row),
    state: row.state,
    reason: row.reason,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    videoId: video?.id ?? null,
    parts: parts.map(({ partNumber, bytes, etag }) => ({ number: partNumber, bytes, etag })),
  };
}

/** The storage is asked, since parts go there directly. None where it has completed the upload and we do not know yet. */
async function arrivedParts(blobs: BlobStore, row: UploadRow): Promise<UploadedPart[]> {
  try {
    return await blobs.multipart.listParts(handleOf(row));
  } catch (error) {
    if (error instanceof UserError && error.code === 'blobs.no-such-upload') return [];
    throw error;
  }
}
