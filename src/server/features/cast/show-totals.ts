import type { Database } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import { groupBy } from '../../../pipeline/screen-time/group-by.ts';
import type { ShowTotals } from '../../contract/cast-totals.ts';
import { KEPT_PRESET } from '../../results/preset-key.ts';
import { readCountedRuns } from './counted-runs.ts';

/** Who was seen in which episode, for how long. Archived episodes do not count. @throws UserError `shows.not-found`. */
export async function readTotals(
  { database: { queries } }: { readonly database: Database },
  showId: string,
): Promise<ShowTotals> {
  const runs = await readCountedRuns(queries, showId);
  const rows = await queries
    .selectFrom('screen_time_rows as row')
    .innerJoin('runs', (join) => join.onRef('runs.id', '=', 'row.run_id').on('runs.is_active', '=', true))
    .innerJoin('people', 'people.id', 'row.person_id')
    .select(['row.run_id', 'row.seconds', 'people.id', 'people.name', 'people.archived_at'])
    .where('row.preset', '=', KEPT_PRESET)
    .where('people.show_id', '=', showId)
    .execute();
  if (runs.length === 0) await requireShow({ database: { queries } }, showId);
  const place = new Map(runs.map(({ runId }, index) => [runId, index]));
  const counted = rows.filter(({ run_id }) => place.has(run_id));
  const people = [...groupBy(counted, ({ id }) => id).values()].map((own) => {
    const [first] = own as [(typeof own)[number]];
    const inOrder = own.toSorted((a, b) => (place.get(a.run_id) ?? 0) - (place.get(b.run_id) ?? 0));
    return {
      personId: first.id,
      name: first.name,
      isArchived: first.archived_at !== null,
      seconds: own.reduce((sum, { seconds }) => sum + seconds, 0),
      episodes: inOrder.flatMap(({ run_id, seconds }) => {
        const run = runs[place.get(run_id) ?? -1];
        return run ? [{ episodeId: run.episodeId, seconds }] : [];
      }),
    };
  });
  return {
    preset: KEPT_PRESET,
    episodes: runs.map(({ hasEdits: _, ...run }) => run),
    people: people.sort((a, b) => b.seconds - a.seconds || (a.name < b.name ? -1 : 1)),
  };
}

/** @throws UserError `shows.not-found`. */
export async function requireShow(
  { database: { queries } }: { readonly database: Pick<Database, 'queries'> },
  showId: string,
): Promise<void> {
  const row = await queries.selectFrom('shows').select('id').where('id', '=', showId).executeTakeFirst();
  if (!row) throw new UserError('shows.not-found', `There is no show ${showId}: look at the list of shows for its id.`);
}
