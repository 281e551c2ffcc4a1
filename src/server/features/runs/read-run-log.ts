import type { Queries } from '../../../adapters/database/port.ts';
import type { RunLogLine } from '../../contract/runs.ts';
import { readPlacedRun } from '../../results/run-place.ts';

/** A run has a few dozen lines; one that is tried again and again has more. */
const MOST_LINES = 1000;

/** The lines after the one of that number, oldest first. @throws UserError `runs.not-found`. */
export async function readRunLog(
  queries: Queries,
  { id, after = 0 }: { readonly id: string; readonly after?: number | undefined },
): Promise<RunLogLine[]> {
  await readPlacedRun(queries, id);
  const rows = await queries
    .selectFrom('run_log')
    .select(['sequence', 'at', 'level', 'message'])
    .where('run_id', '=', id)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(MOST_LINES)
    .execute();
  return rows.map(({ at, ...line }) => ({ ...line, at: at.toISOString() }));
}
