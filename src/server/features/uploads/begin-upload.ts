import type { z } from 'zod';
import type { Queries } from '../../../adapters/database/port.ts';
import type { BegunUpload, beginUpload as request, SameContent } from '../../contract/uploads.ts';
import { claimUpload } from './claim-upload.ts';
import { toUpload, type UploadStores } from './upload-rows.ts';

/** Begins an upload, or goes on with the one of the same file. @throws what {@link claimUpload} throws. */
export async function beginUpload(
  stores: UploadStores,
  { sha256 = null, ...wanted }: Omit<z.infer<typeof request>, 'sha256'> & { sha256?: string | null | undefined },
  by: { readonly actor: string; readonly now: Date },
): Promise<BegunUpload> {
  const row = await claimUpload(stores, { ...wanted, ...by, sha256 });
  return { ...(await toUpload(stores, row)), duplicates: await videosWith(stores.database.queries, sha256) };
}

async function videosWith(queries: Queries, sha256: string | null): Promise<SameContent[]> {
  if (sha256 === null) return [];
  return await queries
    .selectFrom('videos')
    .select(['id as videoId', 'episode_id as episodeId', 'file_name as fileName', 'bytes'])
    .where('sha256', '=', sha256)
    .where('state', '=', 'ready')
    .orderBy('created_at')
    .execute();
}
