/** A run with everything that people have said: how identities and seconds of it are read, wherever they are shown. */
import type { Outcome } from '../../review/apply-edit.ts';
import { standingEdits } from '../../review/edit.ts';
import { replay } from '../../review/replay.ts';
import type { ReviewState } from '../../review/review-state.ts';
import { type EditLog, readEditLog } from './edit-log.ts';
import { readMachine } from './machine-result.ts';
import { readCounterparts } from './read-counterparts.ts';
import type { ResultStores } from './run-evidence.ts';
import { type PlacedRun, readDoneRun } from './run-place.ts';

export interface RunReview {
  readonly state: ReviewState;
  /** What became of each standing edit in this run. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly log: EditLog;
}

/** @param log as it is, or as it would be; absent: as it is stored. */
export async function readReview(stores: ResultStores, run: PlacedRun, log?: EditLog): Promise<RunReview> {
  const { queries } = stores.database;
  const entries = log ?? (await readEditLog(stores, run.episodeId));
  const others = new Set(standingEdits(entries.entries).map(({ runId }) => runId));
  others.delete(run.id);
  const placed = await Promise.all(
    [...others].filter((id) => id !== '').map((id) => readDoneRun(queries, id).catch(() => null)),
  );
  const all = [run, ...placed.filter((each) => each !== null)];
  const machines = await Promise.all(all.map((each) => readMachine(stores, each)));
  const runs = new Map(machines.map((machine) => [machine.runId, machine]));
  const pairs = await readCounterparts(stores, all);
  const replayed = replay({ runId: run.id, runs, log: entries.entries, counterparts: pairs });
  return { ...replayed, log: entries };
}
