import { UserError } from '../../../errors.ts';
import { handleOf, readUploadRow, type UploadStores } from './upload-rows.ts';

/**
 * Drops an open upload and what has arrived of it. Doing it twice is no error.
 *
 * @throws UserError `uploads.not-found`, `uploads.wrong-state`.
 */
export async function cancelUpload({ database, blobs }: UploadStores, id: string, now: Date): Promise<void> {
  // The row first: from here on nothing is signed or completed. Parts that stay behind are found by the clean-up.
  await database.queries
    .updateTable('uploads')
    .set({ state: 'cancelled', updated_at: now })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute();
  const row = await readUploadRow(database.queries, id);
  if (row.state === 'completing' || row.state === 'completed') {
    const what = row.state === 'completed' ? 'replace or delete the video instead' : 'wait until it is done';
    throw new UserError('uploads.wrong-state', `The upload of ${row.file_name} is ${row.state}: ${what}.`);
  }
  await blobs.multipart.abort(handleOf(row));
}
