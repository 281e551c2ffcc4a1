import type { z } from 'zod';
import type { Database, OpenTransaction } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { createEpisode as request } from '../../contract/episodes.ts';
import { formatEpisodeId } from './episode-id.ts';
import { type PlainEpisode, readEpisode } from './episode-rows.ts';

/** @throws UserError `episodes.exists`, `shows.not-found`. */
export async function createEpisode(database: Database, wanted: z.infer<typeof request>): Promise<PlainEpisode> {
  const { showId, season, number, title, airDate } = wanted;
  const id = formatEpisodeId(wanted);
  await database.transaction(async (transaction) => {
    await ensureShow(transaction, wanted);
    await transaction
      .insertInto('seasons')
      .values({ show_id: showId, number: season, title: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const made = await transaction
      .insertInto('episodes')
      .values({ id, show_id: showId, season_number: season, number, title, air_date: airDate })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) {
      throw new UserError('episodes.exists', `There is an episode ${id} already: open it, or choose another number.`);
    }
  });
  return await readEpisode(database.queries, id);
}

async function ensureShow(
  transaction: OpenTransaction,
  { showId, showTitle }: { showId: string; showTitle?: string | undefined },
): Promise<void> {
  if (showTitle !== undefined) {
    await transaction
      .insertInto('shows')
      .values({ id: showId, title: showTitle })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return;
  }
  const known = await transaction.selectFrom('shows').select('id').where('id', '=', showId).executeTakeFirst();
  if (!known) {
    throw new UserError('shows.not-found', `There is no show ${showId}: make it first, or send showTitle along.`);
  }
}
