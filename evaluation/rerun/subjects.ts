/** On whose account each moment of a run is, after edits, in words that mean the same in another run. */
import { personOf, type ReviewState } from '../../src/review/review-state.ts';
import { correctEvidence } from '../../src/server/results/correct-evidence.ts';
import type { Reviewable } from './read-reviewable.ts';

/** Somebody of whom nobody has said anything: numbers differ from run to run. */
export const MACHINE = 'somebody';
/** Not on screen, no face, or a picture of somebody. */
const NOT_THERE = 'not there';

const NOBODY = 'nobody';

export interface Subjects {
  /** @param frame 0-based. */
  at(track: number, frame: number): string;
  /** The same, but that somebody whom the machine could not tell has no account is nobody's word. */
  saidAt(track: number, frame: number): string;
  /** The identity; null: nobody's; undefined: not there. */
  ownerAt(track: number, frame: number): number | null | undefined;
  /** First and last frame in which any of the tracks is on screen; empty where none is. */
  spanOf(tracks: readonly number[]): readonly number[];
}

export function subjectsIn({ evidence, frameOfFace }: Reviewable, state: ReviewState): Subjects {
  const corrected = correctEvidence(evidence, state, frameOfFace);
  const owners = new Map<number, Map<number, number | null>>();
  for (const { track, detections } of corrected.evidence.tracks) {
    const whole = corrected.partOf.get(track) ?? track;
    const own = owners.get(whole) ?? new Map<number, number | null>();
    for (const { frame } of detections) own.set(frame, corrected.ownerOf.get(track) ?? null);
    owners.set(whole, own);
  }
  const words = new Map([...state.identities.keys()].map((number) => [number, wordsFor(state, number)]));
  const owned = new Set(state.machine.identities.flatMap(({ tracks }) => tracks));
  const ownerAt = (track: number, frame: number) => owners.get(track)?.get(frame);
  const at = (track: number, frame: number): string => {
    const owner = ownerAt(track, frame);
    if (owner === undefined) return NOT_THERE;
    return owner === null ? NOBODY : (words.get(owner) ?? NOBODY);
  };
  return {
    ownerAt,
    at,
    saidAt: (track, frame) => (ownerAt(track, frame) === null && !owned.has(track) ? MACHINE : at(track, frame)),
    spanOf(tracks) {
      const frames = tracks.flatMap((track) => [...(owners.get(track)?.keys() ?? [])]).sort((a, b) => a - b);
      return frames.length === 0 ? [] : [frames[0] ?? 0, frames.at(-1) ?? 0];
    },
  };
}

function wordsFor(state: ReviewState, number: number): string {
  const identity = state.identities.get(number);
  if (!identity) return NOBODY;
  const { personId, isNobody, edit } = personOf(state, identity);
  const parts = [
    edit === null ? null : (personId ?? (isNobody ? 'nobody of the cast' : 'nobody knows who')),
    identity.name,
    identity.ignoredAs,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : MACHINE;
}
