import { sql } from 'kysely';
import type { z } from 'zod';
import type { Queries } from '../../../adapters/database/port.ts';
import type { listEpisodes as request } from '../../contract/episodes.ts';
import { chosen, joinedRows, type PlainEpisode, presentEpisodes, toEpisode } from './episode-rows.ts';

type ListRequest = z.infer<typeof request>;

/**
 * One page of the episodes that match, and how many match, in one query: which they are follows from what the request asks for
 * alone; videos and runs are looked up for those of the page, not for the whole library.
 */
export async function listEpisodes(
  queries: Queries,
  request: ListRequest,
): Promise<{ items: PlainEpisode[]; total: number }> {
  const matching = matchingEpisodes(queries, request);
  const direction = request.order === 'ascending' ? sql`asc` : sql`desc`;
  const order = sql`${sortExpression(request.sort)} ${direction} nulls last, ${sql.ref('episodes.id')}`;
  const page = chosen(matching).orderBy(order).limit(request.limit).offset(request.offset);
  const rows = await joinedRows(queries, page).orderBy(order).execute();
  const [first] = rows;
  if (!first) return { items: [], total: request.offset === 0 ? 0 : await countEpisodes(matching) };
  return { items: rows.map(toEpisode), total: Number(first.total) };
}

/** Beyond the last page. */
async function countEpisodes(matching: ReturnType<typeof matchingEpisodes>): Promise<number> {
  const { total } = await matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return Number(total);
}

/** State of the last run; null where there is none. */
const latestState = sql<string | null>`(
  select state from runs where runs.episode_id = episodes.id order by runs.number desc limit 1
)`;

function matchingEpisodes(queries: Queries, { search, showId, season, archived, state }: ListRequest) {
  let query = presentEpisodes(queries);
  for (const word of search?.split(/\s+/).filter((each) => each !== '') ?? []) {
    const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where(({ eb, or }) =>
      or([
        eb('episodes.id', 'ilike', pattern),
        eb('episodes.title', 'ilike', pattern),
        eb('shows.title', 'ilike', pattern),
      ]),
    );
  }
  if (showId !== undefined) query = query.where('episodes.show_id', '=', showId);
  if (season !== undefined) query = query.where('episodes.season_number', '=', season);
  if (state === 'none') query = query.where(latestState, 'is', null);
  else if (state !== undefined) query = query.where(latestState, '=', state);
  return archived
    ? query.where(({ eb, or }) =>
        or([eb('episodes.archived_at', 'is not', null), eb('shows.archived_at', 'is not', null)]),
      )
    : query.where('episodes.archived_at', 'is', null).where('shows.archived_at', 'is', null);
}

function sortExpression(sort: ListRequest['sort']) {
  switch (sort) {
    case 'id':
      return sql.ref('episodes.id');
    case 'title':
      return sql`lower(episodes.title)`;
    case 'airDate':
      return sql.ref('episodes.air_date');
    case 'createdAt':
      return sql.ref('episodes.created_at');
    case 'updatedAt':
      return sql.ref('episodes.updated_at');
    case 'duration':
      return sql`(
        select duration_seconds from videos where videos.episode_id = episodes.id
        order by videos.is_current desc, videos.created_at desc limit 1
      )`;
  }
}
