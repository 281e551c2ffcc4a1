/** In which episodes somebody was found, who says so, and for how long they are seen. */
import type { Queries } from '../../../adapters/database/port.ts';
import { groupBy } from '../../../pipeline/screen-time/group-by.ts';
import { holdersIn, isSettled, personOf } from '../../../review/review-state.ts';
import type { Appearance } from '../../contract/cast-totals.ts';
import { KEPT_PRESET } from '../../results/preset-key.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';
import { signedCrop } from '../../results/signed-crop.ts';
import { type CountedRun, readCountedRuns } from './counted-runs.ts';
import { readPerson } from './person-rows.ts';

/** @throws UserError `people.not-found`. */
export async function readAppearances(
  stores: ResultStores,
  personId: string,
): Promise<{ readonly preset: string; readonly items: Appearance[] }> {
  const { queries } = stores.database;
  const { showId } = await readPerson(stores, personId);
  const runs = await readCountedRuns(queries, showId);
  const ids = runs.map(({ runId }) => runId);
  const kept = await readKept(queries, personId, ids);
  const accepted = await readAccepted(queries, personId, ids);
  const items: Appearance[] = [];
  for (const run of runs) {
    const row = kept.get(run.runId);
    const byMachine = accepted.get(run.runId) ?? [];
    const found = run.hasEdits
      ? await withDecisions(stores, personId, run)
      : { identities: byMachine.map(({ number }) => number), decided: 0 };
    if (row === undefined && found.identities.length === 0) continue;
    const { hasEdits: _, videoSeconds: __, faceVisibleSeconds: ___, ...place } = run;
    items.push({
      ...place,
      seconds: row?.seconds ?? 0,
      machineSeconds: byMachine.reduce((sum, { seconds }) => sum + seconds, 0),
      firstSeconds: row?.first_seconds ?? null,
      lastSeconds: row?.last_seconds ?? null,
      shots: row?.shots ?? 0,
      saidBy: saidBy(found),
      identities: [...found.identities],
      cropUrl: await signedCrop(stores.blobs, await bestCrop(queries, run.runId, found.identities)),
    });
  }
  return { preset: KEPT_PRESET, items };
}

interface Found {
  readonly identities: readonly number[];
  /** How many of them a person has decided about. */
  readonly decided: number;
}

const saidBy = ({ identities, decided }: Found): Appearance['saidBy'] => {
  if (identities.length === 0) return null;
  return decided === 0 ? 'machine' : decided === identities.length ? 'people' : 'both';
};

/** As it is after all edits, also those of identities that an edit made. */
async function withDecisions(stores: ResultStores, personId: string, { runId }: CountedRun): Promise<Found> {
  const run = await readDoneRun(stores.database.queries, runId);
  const { state } = await readReview(stores, run);
  const holders = holdersIn(state);
  const own = [...state.identities.values()].filter(
    (identity) => personOf(state, identity).personId === personId && holders.has(identity.number),
  );
  return {
    identities: own.map(({ number }) => number).sort((a, b) => a - b),
    decided: own.filter(isSettled).length,
  };
}

async function readKept(queries: Queries, personId: string, runs: readonly string[]) {
  if (runs.length === 0) return new Map<string, never>();
  const rows = await queries
    .selectFrom('screen_time_rows')
    .select(['run_id', 'seconds', 'first_seconds', 'last_seconds', 'shots'])
    .where('person_id', '=', personId)
    .where('preset', '=', KEPT_PRESET)
    .where('run_id', 'in', runs)
    .execute();
  return new Map(rows.map((row) => [row.run_id, row]));
}

async function readAccepted(queries: Queries, personId: string, runs: readonly string[]) {
  if (runs.length === 0) return new Map<string, never[]>();
  const rows = await queries
    .selectFrom('identities')
    .select(['run_id', 'number', 'seconds'])
    .where('person_id', '=', personId)
    .where('verdict', '=', 'accept')
    .where('run_id', 'in', runs)
    .orderBy('number')
    .execute();
  return groupBy(rows, ({ run_id }) => run_id);
}

/** Of the identity that is seen longest. */
async function bestCrop(queries: Queries, runId: string, identities: readonly number[]): Promise<string | null> {
  if (identities.length === 0) return null;
  const row = await queries
    .selectFrom('identities')
    .select('best_crop_key')
    .where('run_id', '=', runId)
    .where('number', 'in', identities)
    .where('best_crop_key', 'is not', null)
    .orderBy('seconds', 'desc')
    .executeTakeFirst();
  return row?.best_crop_key ?? null;
}
