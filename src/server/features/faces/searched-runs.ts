import type { Queries } from '../../../adapters/database/port.ts';

export interface SearchedRun {
  readonly runId: string;
  readonly episodeId: string;
  /** Of the model that described its faces; null: it found none. */
  readonly modelId: number | null;
  /** When something was last removed from it. */
  readonly redactedAt: Date | null;
}

export interface RunFilter {
  readonly showId?: string | undefined;
  readonly episodeId?: string | undefined;
}

/** The runs whose results episodes show, the latest first. */
export async function readSearchedRuns(
  queries: Queries,
  { showId, episodeId }: RunFilter = {},
): Promise<SearchedRun[]> {
  let query = queries
    .selectFrom('runs')
    .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
    .leftJoin('run_models as embedder', (join) =>
      join.onRef('embedder.run_id', '=', 'runs.id').on('embedder.role', '=', 'embedder'),
    )
    .select(['runs.id as runId', 'runs.episode_id as episodeId', 'embedder.model_id as modelId'])
    .select('runs.redacted_at as redactedAt')
    .where('runs.is_active', '=', true)
    .where('episodes.deletion_started_at', 'is', null)
    .orderBy('runs.finished_at', 'desc')
    .orderBy('runs.id');
  if (showId !== undefined) query = query.where('episodes.show_id', '=', showId);
  if (episodeId !== undefined) query = query.where('episodes.id', '=', episodeId);
  return await query.execute();
}
