/** The active runs of a show with the tables of seconds that are kept with them. */
import { sql } from 'kysely';
import type { Queries } from '../../../adapters/database/port.ts';
import { KEPT_PRESET } from '../../results/preset-key.ts';

export interface CountedRun {
  readonly episodeId: string;
  readonly season: number;
  readonly number: number;
  readonly title: string | null;
  readonly runId: string;
  readonly videoSeconds: number | null;
  readonly faceVisibleSeconds: number;
  /** Somebody has decided something about the episode, at any time. */
  readonly hasEdits: boolean;
  /** There are decisions after those that are counted in. */
  readonly isOutOfDate: boolean;
}

/** By season and number of the episode. */
export async function readCountedRuns(queries: Queries, showId: string): Promise<readonly CountedRun[]> {
  const lastEdit = sql<number>`coalesce((select max(seq) from edits where edits.episode_id = episodes.id), 0)`;
  const lastShowEdit = sql<number>`coalesce(
    (select max(seq) from edits where edits.show_id = episodes.show_id and edits.episode_id is null), 0)`;
  const rows = await queries
    .selectFrom('episodes')
    .innerJoin('runs', (join) => join.onRef('runs.episode_id', '=', 'episodes.id').on('runs.is_active', '=', true))
    .innerJoin('screen_time_tables as counted', (join) =>
      join.onRef('counted.run_id', '=', 'runs.id').on('counted.preset', '=', KEPT_PRESET),
    )
    .innerJoin('videos', 'videos.id', 'runs.video_id')
    .select(['episodes.id as episodeId', 'episodes.season_number as season', 'episodes.number', 'episodes.title'])
    .select(['runs.id as runId', 'videos.duration_seconds as videoSeconds'])
    .select(['counted.face_visible_seconds as faceVisibleSeconds', 'counted.edit_seq', 'counted.show_edit_seq'])
    .select([lastEdit.as('last_edit'), lastShowEdit.as('last_show_edit')])
    .where('episodes.show_id', '=', showId)
    .where('episodes.archived_at', 'is', null)
    .where('episodes.deletion_started_at', 'is', null)
    .orderBy('episodes.season_number')
    .orderBy('episodes.number')
    .execute();
  return rows.map(({ edit_seq, show_edit_seq, last_edit, last_show_edit, ...run }) => ({
    ...run,
    hasEdits: last_edit > 0 || last_show_edit > 0,
    isOutOfDate: last_edit > edit_seq || last_show_edit > show_edit_seq,
  }));
}
