/** From `checking` to `ready` or `rejected`. It may be interrupted and done again. */
import { toJson } from '../../../adapters/database/column-values.ts';
import type { Database, OpenTransaction } from '../../../adapters/database/port.ts';
import type { EventLog } from '../../../adapters/events/port.ts';
import type { FrameSource } from '../../../adapters/frames/port.ts';
import { announce } from '../../announce.ts';
import type { VideoFiles } from '../../jobs/video-files.ts';
import { type GoodVideo, isFinal, judgeVideo } from './judge-video.ts';
import type { VideoRow } from './video-rows.ts';

export interface CheckServices {
  readonly database: Database;
  readonly events: EventLog;
  readonly files: VideoFiles;
  /** Asked for when it is needed: a server without ffmpeg is of use, too. */
  readonly frames: () => Promise<FrameSource>;
}

/**
 * Looks at a video that has arrived. Nothing happens when it has been looked at, or is gone.
 *
 * @throws what is wrong with this machine, when that keeps it from looking: the video stays `checking`.
 */
export async function checkVideo(services: CheckServices, id: string, signal: AbortSignal): Promise<void> {
  const { database, events } = services;
  const row = await database.queries
    .selectFrom('videos')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'checking')
    .executeTakeFirst();
  if (!row) return;
  const verdict = await judge(services, row, signal);
  await database.transaction((transaction) =>
    'reason' in verdict ? reject(transaction, row, verdict.reason) : accept(transaction, row, verdict),
  );
  await announce(events, { type: 'episode-changed', episode: row.episode_id });
}

async function judge(
  { database, files, frames }: CheckServices,
  row: VideoRow,
  signal: AbortSignal,
): Promise<GoodVideo | { readonly reason: string }> {
  const upload = await database.queries
    .selectFrom('uploads')
    .select('sha256')
    .where('blob_key', '=', row.blob_key)
    .executeTakeFirst();
  try {
    const local = await files.fetch(row.blob_key, { bytes: row.bytes, signal });
    try {
      const file = { path: local.path, fileName: row.file_name, promisedSha256: upload?.sha256 ?? null };
      return await judgeVideo(file, await frames(), signal);
    } finally {
      await local.release();
    }
  } catch (error) {
    if (isFinal(error)) return { reason: error.message };
    throw error;
  }
}

async function reject(transaction: OpenTransaction, { id }: VideoRow, reason: string): Promise<void> {
  await transaction
    .updateTable('videos')
    .set({ state: 'rejected', reason, is_current: false })
    .where('id', '=', id)
    .where('state', '=', 'checking')
    .execute();
}

/** The newest good video is the episode's current one. */
async function accept(transaction: OpenTransaction, row: VideoRow, { sha256, probe }: GoodVideo): Promise<void> {
  // Two videos of one episode may be found good at the same moment.
  await transaction.selectFrom('episodes').select('id').where('id', '=', row.episode_id).forUpdate().execute();
  const { path: _, ...kept } = probe;
  const accepted = await transaction
    .updateTable('videos')
    .set({ state: 'ready', sha256, probe: toJson<unknown>(kept), duration_seconds: probe.durationSeconds })
    .where('id', '=', row.id)
    .where('state', '=', 'checking')
    .returning('is_current')
    .executeTakeFirst();
  if (!accepted || accepted.is_current) return;
  const newer = await transaction
    .selectFrom('videos')
    .select('id')
    .where('episode_id', '=', row.episode_id)
    .where('is_current', '=', true)
    .where('created_at', '>', row.created_at)
    .executeTakeFirst();
  if (newer) return;
  await transaction
    .updateTable('videos')
    .set({ is_current: false })
    .where('episode_id', '=', row.episode_id)
    .where('is_current', '=', true)
    .execute();
  await transaction.updateTable('videos').set({ is_current: true }).where('id', '=', row.id).execute();
}
