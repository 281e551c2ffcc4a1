import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { Playback, PlaybackRequest } from '../../contract/videos.ts';
import { isPlayable } from './browser-video.ts';
import { probeOf } from './video-rows.ts';

/** Players ask for ranges as long as somebody watches: an episode, with pauses. */
const SECONDS = 4 * 3600;

/** A URL at which the episode's video plays. @throws UserError `videos.not-found`, `videos.wrong-state`. */
export async function readPlayback(
  { queries, blobs }: { readonly queries: Queries; readonly blobs: BlobStore },
  { episodeId, expiresInSeconds = SECONDS }: PlaybackRequest,
  now: Date,
): Promise<Playback> {
  const row = await queries
    .selectFrom('videos')
    .selectAll()
    .where('episode_id', '=', episodeId)
    .where('is_current', '=', true)
    .executeTakeFirst();
  if (!row) throw new UserError('videos.not-found', `${episodeId} has no video: upload one first.`);
  const probe = probeOf(row);
  if (row.state !== 'ready' || probe === null) {
    throw new UserError('videos.wrong-state', `${row.file_name} is still being checked: ask again in a moment.`, {
      retryable: true,
    });
  }
  const key = row.proxy_key ?? row.blob_key;
  const { contentType } = await blobs.head(key);
  return {
    videoId: row.id,
    url: await blobs.signGet(key, { expiresInSeconds }),
    contentType,
    expiresAt: new Date(now.getTime() + expiresInSeconds * 1000).toISOString(),
    isProxy: row.proxy_key !== null,
    isPlayable: row.proxy_key !== null || isPlayable(probe, row.file_name),
  };
}
