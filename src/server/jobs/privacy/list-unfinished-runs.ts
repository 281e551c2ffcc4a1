import type { Queries } from '../../../adapters/database/port.ts';

/** Runs of a show that have not ended: they may have photographs of the person in their hands. */
export async function listUnfinishedRuns(queries: Queries, personId: string) {
  const rows = await queries
    .selectFrom('runs')
    .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
    .innerJoin('people', 'people.show_id', 'episodes.show_id')
    .select(['runs.id', 'runs.number', 'runs.episode_id as episode'])
    .where('people.id', '=', personId)
    .where('runs.state', 'in', ['queued', 'running', 'interrupted'])
    .orderBy('runs.queued_at')
    .execute();
  return rows;
}
