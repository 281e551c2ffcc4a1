/** What people have said about the tracks of one run, for another run of the same material to obey. */

import type { UnmatchedTrack } from '../match/match-tracks.ts';
import type { MatchableResult } from '../match/matchable-result.ts';

/** Facts about tracks, by the numbers of the run that people were looking at. */
export interface Laws {
  /** That run. `faces` are not needed. */
  readonly of: MatchableResult;
  /** The same person. */
  readonly must: readonly (readonly [number, number])[];
  /** Two people. */
  readonly cannot: readonly (readonly [number, number])[];
  /** Who a track is: the name as the cast has it, known from photographs or not; null: surely nobody of the cast. */
  readonly people: readonly { readonly track: number; readonly person: string | null }[];
  /** Who a track is not, whatever else is thought. */
  readonly never: readonly { readonly track: number; readonly person: string }[];
  /** Tracks that are no faces, or of nobody who is to be told apart. */
  readonly notFaces: readonly number[];
}

/** What became of laws in a run. */
export interface LawsReport {
  /** Facts. */
  readonly given: number;
  /** Facts whose tracks were all found again, and that were obeyed. */
  readonly matched: number;
  /** Facts that contradict others; where people are kept apart or named, that comes first. */
  readonly contradicted: number;
  /** Tracks that were cut because people had told two faces apart in them. */
  readonly cut: number;
  /** Added to a time of the run that the laws speak of, it is the time in this one; and how sure, see TimeShift. */
  readonly shiftSeconds: number;
  readonly trust: number;
  /** Tracks that facts speak of and that were not found again, by the numbers of the run that the laws speak of. */
  readonly unmatched: readonly UnmatchedTrack[];
}

/** What people said, by the tracks of the run that obeys. */
export interface Sayings {
  readonly must: readonly (readonly [number, number])[];
  readonly cannot: readonly (readonly [number, number])[];
  /** By track: a name, or null for nobody of the cast. */
  readonly people: ReadonlyMap<number, string | null>;
  readonly never: ReadonlyMap<number, ReadonlySet<string>>;
  readonly notFaces: ReadonlySet<number>;
}

export const NOTHING_SAID: Sayings = {
  must: [],
  cannot: [],
  people: new Map(),
  never: new Map(),
  notFaces: new Set(),
};

/** Whether people said that the track is not this person: by name, or because it is nobody of the cast. */
export function isNever({ people, never }: Sayings, track: number, person: string): boolean {
  return people.get(track) === null || (never.get(track)?.has(person) ?? false);
}
