/** Removes what uploads left that nobody goes on with. */
import { ALL_VIDEOS } from '../../../adapters/blobs/object-layout.ts';
import { GOING_ON, handleOf, type UploadStores } from './upload-rows.ts';

/** Between the storage's knowing of an upload and ours lies a moment; a day leaves no doubt. */
const ORPHAN_MS = 24 * 3600_000;

export interface CleanedUploads {
  /** Uploads that waited too long. */
  readonly expired: number;
  /** Uploads that only the storage knew. */
  readonly orphans: number;
  /** Files that killed writers left. */
  readonly swept: number;
}

export async function cleanUploads(
  { database, blobs }: UploadStores,
  now: Date,
  signal?: AbortSignal,
): Promise<CleanedUploads> {
  const abortable = signal ? { signal } : {};
  const expired = await database.queries
    .updateTable('uploads')
    .set({ state: 'cancelled', reason: 'Nobody went on with it for a day.', updated_at: now })
    .where('state', '=', 'open')
    .where('expires_at', '<', now)
    .returningAll()
    .execute();
  for (const row of expired) await blobs.multipart.abort(handleOf(row), abortable);

  const begunBefore = new Date(now.getTime() - ORPHAN_MS);
  let orphans = 0;
  for await (const open of blobs.multipart.listOpen(ALL_VIDEOS, abortable)) {
    if (open.startedAt >= begunBefore) continue;
    // By the key: the storage may take a long copy to the key of an upload for an upload of its own.
    const known = await database.queries
      .selectFrom('uploads')
      .select('id')
      .where('blob_key', '=', open.key)
      .where('state', 'in', GOING_ON)
      .executeTakeFirst();
    if (known) continue;
    await blobs.multipart.abort(open, abortable);
    orphans += 1;
  }
  return { expired: expired.length, orphans, swept: await blobs.sweep(begunBefore, abortable) };
}
