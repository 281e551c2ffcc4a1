import type { Database } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { Show } from '../../contract/shows.ts';
import { readShow } from './show-rows.ts';

/** @throws UserError `shows.exists`. */
export async function createShow({ queries }: Database, { id, title }: { id: string; title: string }): Promise<Show> {
  const made = await queries
    .insertInto('shows')
    .values({ id, title })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw new UserError('shows.exists', `There is a show ${id} already: choose another id, or use that show.`);
  return await readShow(queries, id);
}

/** @throws UserError `shows.not-found`. */
export async function renameShow({ queries }: Database, { id, title }: { id: string; title: string }): Promise<Show> {
  await queries.updateTable('shows').set({ title }).where('id', '=', id).execute();
  return await readShow(queries, id);
}

/** An archived show and its episodes stay as they are, out of sight. @throws UserError `shows.not-found`. */
export async function archiveShow(
  { queries }: Database,
  { id, archived, now }: { id: string; archived: boolean; now: Date },
): Promise<Show> {
  await queries
    .updateTable('shows')
    .set({ archived_at: archived ? now : null })
    .where('id', '=', id)
    .execute();
  return await readShow(queries, id);
}

/** @throws UserError `shows.not-found`. */
export async function nameSeason(
  database: Database,
  { showId, number, title }: { showId: string; number: number; title: string | null },
): Promise<Show> {
  await readShow(database.queries, showId);
  await database.queries
    .insertInto('seasons')
    .values({ show_id: showId, number, title })
    .onConflict((conflict) => conflict.columns(['show_id', 'number']).doUpdateSet({ title }))
    .execute();
  return await readShow(database.queries, showId);
}
