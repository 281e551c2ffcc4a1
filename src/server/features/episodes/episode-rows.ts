/** Episodes as they are stored, with their video and runs, read as the contract has them. */
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { Episode } from '../../contract/episodes.ts';
import type { RunState } from '../../contract/run-states.ts';

/** An episode without what is looked up for people who look at it. */
export type PlainEpisode = Omit<Episode, 'posterUrl' | 'cast' | 'castCount'> & { readonly posterKey: string | null };

/** The joined rows that an episode is made of, one per episode. */
export function episodeQuery(queries: Queries) {
  return (
    queries
      .selectFrom('episodes')
      .innerJoin('shows', 'shows.id', 'episodes.show_id')
      // Where none is current, the newest: so it is seen that a video was rejected, and why.
      .leftJoinLateral(
        (inner) =>
          inner
            .selectFrom('videos')
            .selectAll('videos')
            .whereRef('videos.episode_id', '=', 'episodes.id')
            .orderBy('videos.is_current', 'desc')
            .orderBy('videos.created_at', 'desc')
            .limit(1)
            .as('videos'),
        (join) => join.onTrue(),
      )
      .leftJoin('runs as active', (join) =>
        join.onRef('active.episode_id', '=', 'episodes.id').on('active.is_active', '=', true),
      )
      .leftJoinLateral(
        (inner) =>
          inner
            .selectFrom('runs')
            .selectAll('runs')
            .whereRef('runs.episode_id', '=', 'episodes.id')
            .orderBy('runs.number', 'desc')
            .limit(1)
            .as('latest'),
        (join) => join.onTrue(),
      )
      .where('episodes.deletion_started_at', 'is', null)
  );
}

type EpisodeQuery = ReturnType<typeof episodeQuery>;

const select = (query: EpisodeQuery) =>
  query
    .selectAll('episodes')
    .select([
      'shows.title as show_title',
      'videos.id as video_id',
      'videos.file_name',
      'videos.bytes',
      'videos.state as video_state',
      'videos.reason as video_reason',
      'videos.duration_seconds',
      'videos.sha256',
      'videos.proxy_key',
      'videos.poster_key',
      'active.id as active_id',
      'active.number as active_number',
      'active.state as active_state',
      'active.reason as active_reason',
      'active.profile as active_profile',
      'active.queued_at as active_queued_at',
      'active.finished_at as active_finished_at',
      'latest.id as latest_id',
      'latest.number as latest_number',
      'latest.state as latest_state',
      'latest.reason as latest_reason',
      'latest.profile as latest_profile',
      'latest.queued_at as latest_queued_at',
      'latest.finished_at as latest_finished_at',
      'latest.progress as latest_progress',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

/** The episodes of a query made with {@link episodeQuery}. */
export async function readEpisodes(query: EpisodeQuery): Promise<PlainEpisode[]> {
  return (await select(query).execute()).map(toEpisode);
}

/** @throws UserError `episodes.not-found`. */
export async function readEpisode(queries: Queries, id: string): Promise<PlainEpisode> {
  const [episode] = await readEpisodes(episodeQuery(queries).where('episodes.id', '=', id));
  if (episode) return episode;
  throw new UserError('episodes.not-found', `There is no episode ${id}: look at the list of episodes for its id.`);
}

function toEpisode(row: Row): PlainEpisode {
  return {
    id: row.id,
    show: { id: row.show_id, title: row.show_title },
    season: row.season_number,
    number: row.number,
    title: row.title,
    airDate: row.air_date,
    archivedAt: row.archived_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    video: videoOf(row),
    activeRun: runOf({
      id: row.active_id,
      number: row.active_number,
      state: row.active_state,
      reason: row.active_reason,
      profile: row.active_profile,
      queuedAt: row.active_queued_at,
      finishedAt: row.active_finished_at,
      progress: null,
    }),
    latestRun: runOf({
      id: row.latest_id,
      number: row.latest_number,
      state: row.latest_state,
      reason: row.latest_reason,
      profile: row.latest_profile,
      queuedAt: row.latest_queued_at,
      finishedAt: row.latest_finished_at,
      progress: row.latest_progress,
    }),
    posterKey: row.poster_key,
  };
}

function videoOf(row: Row): Episode['video'] {
  const { video_id: id, file_name: fileName, bytes, video_state: state } = row;
  if (id === null || fileName === null || bytes === null || state === null) return null;
  return {
    id,
    fileName,
    bytes,
    state,
    reason: row.video_reason,
    durationSeconds: row.duration_seconds,
    sha256: row.sha256,
    hasProxy: row.proxy_key !== null,
  };
}

interface JoinedRun {
  readonly id: string | null;
  readonly number: number | null;
  readonly state: RunState | null;
  readonly reason: string | null;
  readonly profile: string | null;
  readonly queuedAt: Date | null;
  readonly finishedAt: Date | null;
  /** As `run-journal.ts` writes it. */
  readonly progress: unknown;
}

function runOf({ id, number, state, reason, profile, queuedAt, ...rest }: JoinedRun): Episode['activeRun'] {
  if (id === null || number === null || state === null || profile === null || queuedAt === null) return null;
  const times = { queuedAt: queuedAt.toISOString(), finishedAt: rest.finishedAt?.toISOString() ?? null };
  const progress = state === 'running' ? (rest.progress as NonNullable<Episode['latestRun']>['progress']) : null;
  return { id, number, state, reason, profile, ...times, progress };
}
