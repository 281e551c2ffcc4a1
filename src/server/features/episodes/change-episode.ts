import { sql } from 'kysely';
import type { z } from 'zod';
import type { Database } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { changeEpisode as changes } from '../../contract/episodes.ts';
import { type PlainEpisode, readEpisode } from './episode-rows.ts';

/** @throws UserError `episodes.not-found`, `episodes.changed-meanwhile`. */
export async function changeEpisode(
  database: Database,
  wanted: z.infer<typeof changes>,
  now: Date,
): Promise<PlainEpisode> {
  const { id, version, title, airDate } = wanted;
  const { numUpdatedRows } = await database.queries
    .updateTable('episodes')
    .set({
      version: sql`version + 1`,
      updated_at: now,
      ...(title !== undefined && { title }),
      ...(airDate !== undefined && { air_date: airDate }),
    })
    .where('id', '=', id)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .executeTakeFirst();
  const episode = await readEpisode(database.queries, id);
  if (numUpdatedRows > 0n) return episode;
  throw new UserError(
    'episodes.changed-meanwhile',
    `Somebody has changed ${id} since you opened it (it is at version ${episode.version}): look at it again, then repeat your change.`,
  );
}

/** An archived episode keeps everything, out of sight. @throws UserError `episodes.not-found`. */
export async function archiveEpisode(
  { queries }: Database,
  { id, archived, now }: { id: string; archived: boolean; now: Date },
): Promise<PlainEpisode> {
  await queries
    .updateTable('episodes')
    .set({ archived_at: archived ? now : null, updated_at: now, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
  return await readEpisode(queries, id);
}
