/** Where a run's files are kept. */
import type { RunPlace } from '../../adapters/blobs/object-layout.ts';
import type { Queries } from '../../adapters/database/port.ts';
import { UserError } from '../../errors.ts';
import type { RunState } from '../contract/run-states.ts';

/** A run with what its keys are made of. */
export interface PlacedRun {
  readonly id: string;
  readonly episodeId: string;
  readonly videoId: string;
  readonly state: RunState;
  readonly isActive: boolean;
  /** When something was last removed from its result, for the sake of privacy or age. */
  readonly redactedAt: Date | null;
  readonly place: RunPlace;
}

/** @throws UserError `runs.not-found`. */
export async function readPlacedRun(queries: Queries, id: string): Promise<PlacedRun> {
  const row = await queries
    .selectFrom('runs')
    .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
    .select(['runs.id', 'runs.episode_id', 'runs.video_id', 'runs.state', 'runs.is_active'])
    .select('runs.redacted_at')
    .select(['episodes.show_id', 'episodes.season_number', 'episodes.number'])
    .where('runs.id', '=', id)
    .where('episodes.deletion_started_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new UserError('runs.not-found', `There is no run ${id}: look at the runs of its episode.`);
  return {
    id,
    episodeId: row.episode_id,
    videoId: row.video_id,
    state: row.state,
    isActive: row.is_active,
    redactedAt: row.redacted_at,
    place: { show: row.show_id, season: row.season_number, episode: row.number, run: id },
  };
}

/** A run that has a result. @throws UserError `runs.not-found`, `runs.wrong-state`. */
export async function readDoneRun(queries: Queries, id: string): Promise<PlacedRun> {
  const run = await readPlacedRun(queries, id);
  if (run.state === 'done') return run;
  throw new UserError('runs.wrong-state', `Run ${id} is ${run.state} and has no result: wait for it, or open another.`);
}
