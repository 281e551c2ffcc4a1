/** Videos as they are stored, read as the contract has them. */
import type { Selectable } from 'kysely';
import type { Queries } from '../../../adapters/database/port.ts';
import type { Schema } from '../../../adapters/database/schema.ts';
import type { VideoProbe } from '../../../adapters/frames/port.ts';
import { UserError } from '../../../errors.ts';
import type { Video } from '../../contract/videos.ts';

export type VideoRow = Selectable<Schema['videos']>;

/** What is kept of a probe: the path was that of the moment. */
export type KeptProbe = Omit<VideoProbe, 'path'>;

/** As the check stored it; null as long as it has not. */
export const probeOf = ({ probe }: VideoRow): KeptProbe | null => probe as KeptProbe | null;

/** @throws UserError `videos.not-found`. */
export async function readVideoRow(queries: Queries, id: string): Promise<VideoRow> {
  const row = await queries.selectFrom('videos').selectAll().where('id', '=', id).executeTakeFirst();
  if (row) return row;
  throw new UserError('videos.not-found', `There is no video ${id}: look at the videos of its episode.`);
}

/** All videos of an episode, the newest first. */
export async function listVideos(queries: Queries, episodeId: string): Promise<Video[]> {
  const rows = await queries
    .selectFrom('videos')
    .selectAll()
    .where('episode_id', '=', episodeId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toVideo);
}

function toVideo(row: VideoRow): Video {
  const probe = probeOf(row);
  return {
    id: row.id,
    episodeId: row.episode_id,
    fileName: row.file_name,
    bytes: row.bytes,
    sha256: row.sha256,
    state: row.state,
    reason: row.reason,
    durationSeconds: row.duration_seconds,
    width: probe?.displayWidth ?? null,
    height: probe?.displayHeight ?? null,
    isCurrent: row.is_current,
    hasProxy: row.proxy_key !== null,
    createdAt: row.created_at.toISOString(),
  };
}
