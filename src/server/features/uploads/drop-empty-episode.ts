import type { Database } from '../../../adapters/database/port.ts';
import { noteAudit } from '../../audit.ts';
import { GOING_ON } from './upload-rows.ts';

/**
 * Removes an episode that was made for a file that does not come after all. One that holds a video or a run, waits for another
 * upload, or is being deleted stays.
 *
 * @returns whether it was removed.
 */
export async function dropEmptyEpisode(database: Database, id: string, by: string): Promise<boolean> {
  return await database.transaction(async (transaction) => {
    const removed = await transaction
      .deleteFrom('episodes')
      .where('id', '=', id)
      .where('deletion_started_at', 'is', null)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('videos').select('id').whereRef('episode_id', '=', 'episodes.id'))),
      )
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('runs').select('id').whereRef('episode_id', '=', 'episodes.id'))),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('uploads')
              .select('id')
              .whereRef('episode_id', '=', 'episodes.id')
              .where('state', 'in', GOING_ON),
          ),
        ),
      )
      .returning('id')
      .executeTakeFirst();
    if (!removed) return false;
    await noteAudit(transaction, { by, action: 'episode.delete', subject: { type: 'episode', id } });
    return true;
  });
}
