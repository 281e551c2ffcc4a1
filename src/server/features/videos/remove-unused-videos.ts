import { thumbsPrefix } from '../../../adapters/blobs/object-layout.ts';
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Database } from '../../../adapters/database/port.ts';
import { placeOfEpisode } from '../../episode-place.ts';

/** Until then a rejected video says why it was, and a replaced one is there in case it was a mistake. */
const KEPT_MS = 24 * 3600_000;

/**
 * Removes videos that were replaced or rejected and that no run was made of. Gives their number. Those with runs stay: a run's
 * numbers lead back to its video.
 */
export async function removeUnusedVideos(
  { database, blobs }: { readonly database: Database; readonly blobs: BlobStore },
  now: Date,
): Promise<number> {
  // The row first: if the objects stay behind they only take space, until the episode is deleted.
  const removed = await database.queries
    .deleteFrom('videos')
    .where('is_current', '=', false)
    .where('state', '!=', 'checking')
    .where('created_at', '<', new Date(now.getTime() - KEPT_MS))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('runs').select('runs.id').whereRef('runs.video_id', '=', 'videos.id'))),
    )
    .returning(['id', 'episode_id', 'blob_key', 'proxy_key', 'poster_key'])
    .execute();
  for (const { id, episode_id, blob_key, proxy_key, poster_key } of removed) {
    for (const key of [blob_key, proxy_key]) if (key !== null) await blobs.delete(key);
    if (poster_key === null) continue;
    await blobs.deletePrefix(thumbsPrefix(await placeOfEpisode(database.queries, episode_id), id));
  }
  return removed.length;
}
