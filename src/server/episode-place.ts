import type { EpisodePlace } from '../adapters/blobs/object-layout.ts';
import type { Queries } from '../adapters/database/port.ts';
import { UserError } from '../errors.ts';

/** Where an episode's objects are kept. @throws UserError `episodes.not-found`. */
export async function placeOfEpisode(queries: Queries, id: string): Promise<EpisodePlace> {
  const row = await queries
    .selectFrom('episodes')
    .select(['show_id', 'season_number', 'number'])
    .where('id', '=', id)
    .where('deletion_started_at', 'is', null)
    .executeTakeFirst();
  if (row) return { show: row.show_id, season: row.season_number, episode: row.number };
  throw new UserError(
    'episodes.not-found',
    `There is no episode ${id}: make it first, or look at the list of episodes.`,
  );
}
