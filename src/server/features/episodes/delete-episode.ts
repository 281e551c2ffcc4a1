/**
 * Deletes an episode for good: first it is marked and out of sight, then its blobs go, then its rows. Whatever stops this
 * half-way, the mark stays and {@link finishDeletions} goes on.
 */

import { ARTIFACT_KINDS, artifactPrefix, videoPrefix } from '../../../adapters/blobs/object-layout.ts';
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Database } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import { noteAudit } from '../../audit.ts';
import { readEpisode } from './episode-rows.ts';

interface Stores {
  readonly database: Database;
  readonly blobs: BlobStore;
}

/** @throws UserError `episodes.not-found`, `episodes.not-confirmed`, `episodes.wrong-state`. */
export async function deleteEpisode(
  { database, blobs }: Stores,
  { id, confirm, now, by }: { id: string; confirm: string; now: Date; by: string },
): Promise<void> {
  await readEpisode(database.queries, id);
  if (confirm !== id) {
    throw new UserError('episodes.not-confirmed', `Type ${id} to delete it for good; "${confirm}" is something else.`);
  }
  await database.transaction(async (transaction) => {
    const busy = await transaction
      .selectFrom('runs')
      .select('state')
      .where('episode_id', '=', id)
      .where('state', 'in', ['queued', 'running', 'interrupted'])
      .executeTakeFirst();
    if (busy) {
      throw new UserError(
        'episodes.wrong-state',
        `A run of ${id} is ${busy.state}: cancel it before you delete the episode.`,
      );
    }
    await transaction.updateTable('episodes').set({ deletion_started_at: now }).where('id', '=', id).execute();
    await noteAudit(transaction, { by, action: 'episode.delete', subject: { type: 'episode', id } });
  });
  await removeMarked({ database, blobs }, id);
}

/** Goes on with deletions that were interrupted. Gives their number. */
export async function finishDeletions(stores: Stores): Promise<number> {
  const marked = await stores.database.queries
    .selectFrom('episodes')
    .select('id')
    .where('deletion_started_at', 'is not', null)
    .execute();
  for (const { id } of marked) await removeMarked(stores, id);
  return marked.length;
}

async function removeMarked({ database, blobs }: Stores, id: string): Promise<void> {
  const row = await database.queries
    .selectFrom('episodes')
    .select(['show_id', 'season_number', 'number'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return;
  const place = { show: row.show_id, season: row.season_number, episode: row.number };
  const uploads = await database.queries
    .selectFrom('uploads')
    .select(['blob_key', 'store_upload_id'])
    .where('episode_id', '=', id)
    .where('state', 'in', ['open', 'completing'])
    .execute();
  for (const upload of uploads) {
    await blobs.multipart.abort({ key: upload.blob_key, uploadId: upload.store_upload_id });
  }
  await blobs.deletePrefix(videoPrefix(place));
  for (const kind of ARTIFACT_KINDS) await blobs.deletePrefix(artifactPrefix(kind, place));
  await database.transaction(async (transaction) => {
    // Runs refer to videos, so they go first.
    await transaction.deleteFrom('runs').where('episode_id', '=', id).execute();
    await transaction.deleteFrom('episodes').where('id', '=', id).execute();
  });
}
