/** What people said about an episode, for a new analysis of it to obey. */
import type { Laws } from '../../pipeline/cluster/laws.ts';
import { isUndo } from '../../review/edit.ts';
import { factsOf } from '../../review/state-facts.ts';
import { readEditLog } from './edit-log.ts';
import { readMatchable } from './read-matchable.ts';
import type { ResultStores } from './run-evidence.ts';
import { readDoneRun } from './run-place.ts';
import { readReview } from './run-review.ts';

export interface LawsRequest {
  readonly episode: string;
  /** The new run. */
  readonly exceptRun: string;
  /** What an analysis calls somebody of the cast. */
  readonly nameInAnalysis: (person: { readonly id: string; readonly name: string }) => string;
}

/** @returns null where nobody has said anything. @throws UserError `artifact.damaged`; BlobError. */
export async function readLaws(
  stores: ResultStores,
  { episode, exceptRun, nameInAnalysis }: LawsRequest,
): Promise<Laws | null> {
  const { queries } = stores.database;
  const log = await readEditLog(stores, episode);
  const spokenOf = new Set(log.entries.flatMap((entry) => (isUndo(entry) ? [] : [entry.runId])));
  if (spokenOf.size === 0) return null;
  const runs = await queries
    .selectFrom('runs')
    .select(['id', 'is_active'])
    .where('episode_id', '=', episode)
    .where('state', '=', 'done')
    .where('id', '!=', exceptRun)
    .orderBy('number', 'desc')
    .execute();
  // In each of them all edits are applied; most are of the one that is shown.
  const chosen = runs.find(({ is_active }) => is_active) ?? runs.find(({ id }) => spokenOf.has(id)) ?? runs[0];
  if (!chosen) return null;
  const run = await readDoneRun(queries, chosen.id);
  const { state } = await readReview(stores, run, log);
  const { people, never, ...facts } = factsOf(state);
  const ids = [...new Set([...people, ...never].flatMap(({ personId }) => personId ?? []))];
  const rows =
    ids.length === 0 ? [] : await queries.selectFrom('people').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(rows.map((person) => [person.id, nameInAnalysis(person)]));
  return {
    ...facts,
    of: await readMatchable(stores, run),
    people: people.map(({ track, personId }) => ({
      track,
      person: personId === null ? null : (names.get(personId) ?? null),
    })),
    never: never.flatMap(({ track, personId }) => {
      const person = names.get(personId);
      return person === undefined ? [] : [{ track, person }];
    }),
  };
}
