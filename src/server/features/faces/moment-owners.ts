/** Who is seen in a moment, with what people have said about its run. */

import { UserError } from '../../../errors.ts';
import { personOf, type ReviewState } from '../../../review/review-state.ts';
import type { Moment } from '../../contract/face-search.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { type RunReview, readReview } from '../../results/run-review.ts';
import { namesOf } from '../../results/run-subjects.ts';

export type Owner = Pick<Moment, 'identity' | 'person' | 'name'>;

export interface CorrectedRun {
  /** Null: people said that what was found there is no face. */
  ownerOf(face: { readonly face: number; readonly track: number }): Owner | null;
}

/** Of those of the runs about whose episodes somebody has said anything: for the others the machine's word stands. */
export async function readCorrections(
  stores: ResultStores,
  runs: readonly { readonly runId: string; readonly episodeId: string }[],
): Promise<ReadonlyMap<string, CorrectedRun>> {
  const { queries } = stores.database;
  const edited = await queries
    .selectFrom('edits')
    .select('episode_id')
    .distinct()
    .where(
      'episode_id',
      'in',
      runs.map(({ episodeId }) => episodeId),
    )
    .execute();
  const episodes = new Set(edited.map(({ episode_id }) => episode_id));
  const corrected = runs.filter(({ episodeId }) => episodes.has(episodeId));
  const entries = corrected.map(async ({ runId }) => [runId, await readCorrected(stores, runId)] as const);
  return new Map(await Promise.all(entries));
}

const UNKNOWN: Owner = { identity: null, person: null, name: null };

async function readCorrected(stores: ResultStores, runId: string): Promise<CorrectedRun> {
  const review = await readReviewOf(stores, runId);
  // What cannot be read of one episode does not hold up a search through all of them, and nobody is named by guess.
  if (review === null) return { ownerOf: () => UNKNOWN };
  const { state } = review;
  const people = [...state.identities.values()].flatMap((identity) => personOf(state, identity).personId ?? []);
  const names = await namesOf(stores.database.queries, [...new Set(people)]);
  return {
    ownerOf: ({ face, track }) =>
      state.notFaces.has(track) ? null : ownerIn(state, names, ownerNumber(state, face, track)),
  };
}

async function readReviewOf(stores: ResultStores, runId: string): Promise<RunReview | null> {
  try {
    return await readReview(stores, await readDoneRun(stores.database.queries, runId));
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** A face may have gone elsewhere without its track. */
function ownerNumber({ ownerOf, ownerOfFace }: ReviewState, face: number, track: number): number | null {
  return (ownerOfFace.has(face) ? ownerOfFace.get(face) : ownerOf.get(track)) ?? null;
}

function ownerIn(state: ReviewState, names: ReadonlyMap<string, string>, number: number | null): Owner {
  const identity = number === null ? undefined : state.identities.get(number);
  if (!identity) return UNKNOWN;
  const id = personOf(state, identity).personId;
  const name = id === null ? undefined : names.get(id);
  return {
    identity: identity.number,
    person: id !== null && name !== undefined ? { id, name } : null,
    name: identity.name,
  };
}
