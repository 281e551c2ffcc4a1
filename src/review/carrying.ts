import type { Counterparts } from './machine-result.ts';
import type { ReviewState } from './review-state.ts';

/** From the run in which an edit was made to another one. */
export interface Carrying {
  /** Of the run in which the edit was made, just after it was applied there. */
  readonly from: ReviewState;
  readonly to: ReviewState;
  readonly counterparts: Counterparts;
  /** Tracks of the other run that have a counterpart at all. */
  readonly known: ReadonlySet<number>;
}

/** What tracks of the one run are in the other, ascending. */
export function counterpartsOf({ counterparts }: Carrying, tracks: Iterable<number>): number[] {
  const found = new Set<number>();
  for (const track of tracks) for (const there of counterparts.trackOf.get(track) ?? []) found.add(there);
  return [...found].sort((a, b) => a - b);
}
