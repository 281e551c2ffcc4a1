import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { Thumbnails } from '../../contract/videos.ts';
import { thumbnailRecord } from './thumbnail-record.ts';
import type { VideoRow } from './video-rows.ts';

/** As long as somebody works on an episode, with pauses. */
const SECONDS = 12 * 3600;

/**
 * The thumbnails of the episode's video. Null as long as there are none; then they are asked for, if the video can have some.
 *
 * @param start has them made; called again it does nothing.
 * @throws UserError `videos.not-found`.
 */
export async function readThumbnails(
  { queries, blobs }: { readonly queries: Queries; readonly blobs: BlobStore },
  episodeId: string,
  start: (video: VideoRow) => Promise<void>,
): Promise<Thumbnails | null> {
  const row = await queries
    .selectFrom('videos')
    .selectAll()
    .where('episode_id', '=', episodeId)
    .where('is_current', '=', true)
    .executeTakeFirst();
  if (!row) throw new UserError('videos.not-found', `${episodeId} has no video: upload one first.`);
  if (row.thumbnails === null) {
    if (row.state === 'ready') await start(row);
    return null;
  }
  const { sheets, ...layout } = thumbnailRecord.parse(row.thumbnails);
  const signed = sheets.map(async ({ key, count }) => ({
    url: await blobs.signGet(key, { expiresInSeconds: SECONDS }),
    count,
  }));
  const count = sheets.reduce((sum, sheet) => sum + sheet.count, 0);
  return { ...layout, sheets: await Promise.all(signed), count };
}
