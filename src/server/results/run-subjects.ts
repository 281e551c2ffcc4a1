/** Whose seconds a run has: people that identities surely are, and identities that are nobody yet. */
import type { Queries } from '../../adapters/database/port.ts';
import type { Identity } from '../../pipeline/records.ts';
import { groupBy } from '../../pipeline/screen-time/group-by.ts';
import { subjectsOf } from '../../review/conflicts.ts';
import {
  currentIdentity,
  type IdentityState,
  isSettled,
  personOf,
  type ReviewState,
} from '../../review/review-state.ts';
import { keptFor, type ResultStores } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';
import { readReview } from './run-review.ts';

export interface Subject {
  readonly personId: string | null;
  /** Of the person, or a word for somebody who is not in the cast; null: nobody has said any. */
  readonly name: string | null;
  /** Ascending. Several where the machine did not see that they are one person. */
  readonly identities: readonly number[];
  /** What screen time is measured for, under the number of the first identity. */
  readonly measured: Identity;
}

export interface IdentityOwner {
  readonly number: number;
  readonly confidence: number;
  /** Who it surely is: as somebody said, else as the machine accepted. */
  readonly person: { readonly id: string; readonly name: string } | null;
  /** Whether somebody has said who it is, or that it is nobody of the cast. */
  readonly isDecided: boolean;
  /** The number of the identity that it is part of after edits, its own where it still exists. */
  readonly group: number;
}

/** @param tracksOf the tracks, or parts of tracks, that count for an identity. */
export async function listSubjects(
  stores: ResultStores,
  { run, state }: { readonly run: PlacedRun; readonly state: ReviewState },
  tracksOf: ReadonlyMap<number, readonly number[]>,
): Promise<readonly Subject[]> {
  const confidences = await readConfidences(stores, run);
  const names = await namesOf(stores.database.queries, peopleIn(state));
  const absorbed = groupBy([...state.absorbedBy.keys()], (number) => currentIdentity(state, number)?.number);
  return subjectsOf(state).flatMap((unsorted) => {
    const group = unsorted.toSorted((a, b) => a.number - b.number);
    const tracks = group.flatMap(({ number }) => tracksOf.get(number) ?? []).sort((a, b) => a - b);
    const [first] = group;
    // Everything it had has gone elsewhere.
    if (!first || tracks.length === 0) return [];
    const personId = personOf(state, first).personId;
    const name = (personId === null ? first.name : names.get(personId)) ?? null;
    // As sure as the least sure of them.
    const confidence = Math.min(...group.map((each) => confidenceOf(each, state, confidences)));
    const measured = { identity: first.number, name, tracks, confidence };
    const identities = group.flatMap(({ number }) => [number, ...(absorbed.get(number) ?? [])]).sort((a, b) => a - b);
    return [{ personId, name, identities, measured }];
  });
}

/** Every identity of the machine with who it is now, by number. */
export async function readOwners(stores: ResultStores, run: PlacedRun): Promise<readonly IdentityOwner[]> {
  const { state } = await readReview(stores, run);
  const confidences = await readConfidences(stores, run);
  const names = await namesOf(stores.database.queries, peopleIn(state));
  return state.machine.identities.map(({ identity: number }) => {
    const now = currentIdentity(state, number);
    const id = now ? personOf(state, now).personId : null;
    const name = id === null ? undefined : names.get(id);
    return {
      number,
      confidence: confidences.get(number) ?? 0,
      group: now?.number ?? number,
      isDecided: now !== undefined && isSettled(now),
      person: id !== null && name !== undefined ? { id, name } : null,
    };
  });
}

const readConfidences = (stores: ResultStores, run: PlacedRun): Promise<ReadonlyMap<number, number>> =>
  keptFor(stores, run, 'confidences', async () => {
    const rows = await stores.database.queries
      .selectFrom('identities')
      .select(['number', 'confidence'])
      .where('run_id', '=', run.id)
      .execute();
    return new Map(rows.map(({ number, confidence }) => [number, confidence]));
  });

/** 0–1: as the machine has it; of what an edit made, as that of the least sure identity its tracks are from. */
function confidenceOf(identity: IdentityState, state: ReviewState, confidences: ReadonlyMap<number, number>): number {
  const known = confidences.get(identity.number);
  if (known !== undefined) return known;
  const from = state.machine.identities.filter(({ tracks }) => tracks.some((track) => identity.tracks.has(track)));
  return Math.min(1, ...from.map((each) => confidences.get(each.identity) ?? 0));
}

/** Ids of all that an identity is or may be said to be. */
const peopleIn = (state: ReviewState): string[] => [
  ...new Set([...state.identities.values()].flatMap((identity) => personOf(state, identity).personId ?? [])),
];

export async function namesOf(queries: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await queries.selectFrom('people').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
