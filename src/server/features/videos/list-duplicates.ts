import type { Queries } from '../../../adapters/database/port.ts';
import type { SameContent } from '../../contract/uploads.ts';
import { readVideoRow } from './video-rows.ts';

/** Other videos with the same content, of whatever episode. @throws UserError `videos.not-found`. */
export async function listDuplicates(queries: Queries, id: string): Promise<SameContent[]> {
  const { sha256 } = await readVideoRow(queries, id);
  if (sha256 === null) return [];
  return await queries
    .selectFrom('videos')
    .select(['id as videoId', 'episode_id as episodeId', 'file_name as fileName', 'bytes'])
    .where('sha256', '=', sha256)
    .where('state', '=', 'ready')
    .where('id', '!=', id)
    .orderBy('created_at')
    .execute();
}
