/** Episodes as they are stored, with their video and runs, read as the contract has them. */
import { sql } from 'kysely';
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { Episode } from '../../contract/episodes.ts';
import type { RunState } from '../../contract/run-states.ts';
import { KEPT_PRESET } from '../../results/preset-key.ts';
import { type ShownPeople, shownPeople } from '../../results/shown-people.ts';

/** An episode without what is made for people who look at it: URLs, and names that may change. */
export type PlainEpisode = Omit<Episode, 'posterUrl' | 'cast' | 'castCount'> & {
  readonly posterKey: string | null;
  /** Null as long as there is no result. */
  readonly shown: ShownPeople | null;
};

/** All that are not being deleted: to be narrowed down and given to {@link chosen}. */
export const presentEpisodes = (queries: Queries) =>
  queries
    .selectFrom('episodes')
    .innerJoin('shows', 'shows.id', 'episodes.show_id')
    .where('episodes.deletion_started_at', 'is', null);

/** What the episodes themselves say, and how many were chosen in all, whatever the limit. */
export const chosen = (episodes: ReturnType<typeof presentEpisodes>) =>
  episodes.select([
    'episodes.id',
    'episodes.show_id',
    'episodes.season_number',
    'episodes.number',
    'episodes.title',
    'episodes.air_date',
    'episodes.archived_at',
    'episodes.created_at',
    'episodes.updated_at',
    'episodes.version',
    'shows.title as show_title',
    sql<number>`count(*) over ()`.as('total'),
  ]);

/**
 * The chosen ones with their video and runs, which are looked up for them alone. Each value of each row costs the embedded
 * database's thread a microsecond or two: no more are read than are shown.
 */
export function joinedRows(queries: Queries, episodes: ReturnType<typeof chosen>) {
  return (
    queries
      .selectFrom(episodes.as('episodes'))
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
      // Where it is not the latest.
      .leftJoin('runs as active', (join) =>
        join
          .onRef('active.episode_id', '=', 'episodes.id')
          .on('active.is_active', '=', true)
          .onRef('active.id', '<>', 'latest.id'),
      )
      .selectAll('episodes')
      .select([
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
        'latest.is_active as latest_is_active',
        // As text: what is parsed on the database's thread is copied over value by value.
        sql<string | null>`(
          select shown::text from screen_time_tables
          where run_id = case when latest.is_active then latest.id else active.id end and preset = ${KEPT_PRESET}
        )`.as('shown'),
      ])
  );
}

type Row = Awaited<ReturnType<ReturnType<typeof joinedRows>['execute']>>[number];

/** @throws UserError `episodes.not-found`. */
export async function readEpisode(queries: Queries, id: string): Promise<PlainEpisode> {
  const wanted = chosen(presentEpisodes(queries).where('episodes.id', '=', id));
  const row = await joinedRows(queries, wanted).executeTakeFirst();
  if (row) return toEpisode(row);
  throw new UserError('episodes.not-found', `There is no episode ${id}: look at the list of episodes for its id.`);
}

export function toEpisode(row: Row): PlainEpisode {
  const latest = latestOf(row);
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
    // How far it is, only the latest says.
    activeRun: row.latest_is_active === true ? latest && { ...latest, progress: null } : activeOf(row),
    latestRun: latest,
    posterKey: row.poster_key,
    shown: row.shown === null ? null : shownPeople.parse(JSON.parse(row.shown)),
  };
}

const activeOf = (row: Row): Episode['activeRun'] =>
  runOf({
    id: row.active_id,
    number: row.active_number,
    state: row.active_state,
    reason: row.active_reason,
    profile: row.active_profile,
    queuedAt: row.active_queued_at,
    finishedAt: row.active_finished_at,
    progress: null,
  });

const latestOf = (row: Row): Episode['latestRun'] =>
  runOf({
    id: row.latest_id,
    number: row.latest_number,
    state: row.latest_state,
    reason: row.latest_reason,
    profile: row.latest_profile,
    queuedAt: row.latest_queued_at,
    finishedAt: row.latest_finished_at,
    progress: row.latest_progress,
  });

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
