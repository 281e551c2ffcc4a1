import { sql } from 'kysely';
import type { z } from 'zod';
import type { Queries } from '../../../adapters/database/port.ts';
import type { listEpisodes as request } from '../../contract/episodes.ts';
import { episodeQuery, type PlainEpisode, readEpisodes } from './episode-rows.ts';

type ListRequest = z.infer<typeof request>;

/** One page of the episodes that match, and how many match. */
export async function listEpisodes(
  queries: Queries,
  request: ListRequest,
): Promise<{ items: PlainEpisode[]; total: number }> {
  const matching = matchingEpisodes(queries, request);
  const [count, items] = [
    await matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    await readEpisodes(
      matching
        .orderBy(sortExpression(request.sort), (order) =>
          (request.order === 'ascending' ? order.asc() : order.desc()).nullsLast(),
        )
        .orderBy('episodes.id')
        .limit(request.limit)
        .offset(request.offset),
    ),
  ];
  return { items, total: Number(count.total) };
}

function matchingEpisodes(queries: Queries, { search, showId, season, archived, state }: ListRequest) {
  let query = episodeQuery(queries);
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
  if (state === 'none') query = query.where('latest.id', 'is', null);
  else if (state !== undefined) query = query.where('latest.state', '=', state);
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
      return sql.ref('videos.duration_seconds');
  }
}
