import type { Queries } from '../../adapters/database/port.ts';
import type { Shot } from '../contract/results.ts';

/** All shots of a run, in order. */
export async function listShots(queries: Queries, runId: string): Promise<Shot[]> {
  const rows = await queries.selectFrom('shots').selectAll().where('run_id', '=', runId).orderBy('number').execute();
  return rows.map((row) => ({
    number: row.number,
    startFrame: row.start_frame,
    endFrame: row.end_frame,
    startSeconds: row.start_seconds,
    endSeconds: row.end_seconds,
    transition: row.transition,
  }));
}
