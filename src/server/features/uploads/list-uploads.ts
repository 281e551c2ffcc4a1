import type { Upload } from '../../contract/uploads.ts';
import { GOING_ON, toUpload, type UploadStores } from './upload-rows.ts';

/** Uploads that are going on, of all episodes or of one, oldest first. */
export async function listUploads(stores: UploadStores, episodeId?: string): Promise<Upload[]> {
  let query = stores.database.queries.selectFrom('uploads').selectAll().where('state', 'in', GOING_ON);
  if (episodeId !== undefined) query = query.where('episode_id', '=', episodeId);
  const rows = await query.orderBy('created_at').orderBy('id').execute();
  return await Promise.all(rows.map((row) => toUpload(stores, row)));
}
