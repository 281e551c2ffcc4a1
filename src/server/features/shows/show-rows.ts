/** Shows as they are stored, read as the contract has them. */
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { Show } from '../../contract/shows.ts';

/** All shows by title, or the ones of these ids. */
export async function readShows(queries: Queries, ids?: readonly string[]): Promise<Show[]> {
  let query = queries.selectFrom('shows').selectAll().orderBy('title').orderBy('id');
  if (ids) query = query.where('id', 'in', [...ids]);
  const shows = await query.execute();
  const seasons = await queries
    .selectFrom('seasons')
    .leftJoin('episodes', (join) =>
      join
        .onRef('episodes.show_id', '=', 'seasons.show_id')
        .onRef('episodes.season_number', '=', 'seasons.number')
        .on('episodes.deletion_started_at', 'is', null),
    )
    .select(['seasons.show_id', 'seasons.number', 'seasons.title'])
    .select(({ fn }) => fn.count<number>('episodes.id').as('episodes'))
    .groupBy(['seasons.show_id', 'seasons.number', 'seasons.title'])
    .orderBy('seasons.number')
    .execute();
  return shows.map((row) => ({
    id: row.id,
    title: row.title,
    archivedAt: row.archived_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    seasons: seasons
      .filter(({ show_id }) => show_id === row.id)
      .map(({ number, title, episodes }) => ({ number, title, episodes: Number(episodes) })),
  }));
}

/** @throws UserError `shows.not-found`. */
export async function readShow(queries: Queries, id: string): Promise<Show> {
  const [show] = await readShows(queries, [id]);
  if (show) return show;
  throw new UserError('shows.not-found', `There is no show ${id}: look at the list of shows for its id.`);
}
