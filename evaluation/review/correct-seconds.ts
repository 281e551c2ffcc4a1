import type { ReviewState } from '../../src/review/review-state.ts';
import type { ReviewCase } from './review-case.ts';

/**
 * Share of the true seconds that are with the right person, 0–1: each person has one identity, the one that holds most of
 * theirs and is not already another person's (greedily, the biggest overlap first); what lies elsewhere is wrong.
 */
export function correctShare(state: ReviewState, { personOf, secondsOf }: ReviewCase): number {
  const overlaps = new Map<string, { readonly person: number; readonly identity: number; seconds: number }>();
  let total = 0;
  for (const [track, person] of personOf) {
    const seconds = secondsOf.get(track) ?? 0;
    total += seconds;
    const identity = state.ownerOf.get(track) ?? null;
    if (identity === null) continue;
    const key = `${person} ${identity}`;
    const overlap = overlaps.get(key) ?? { person, identity, seconds: 0 };
    overlap.seconds += seconds;
    overlaps.set(key, overlap);
  }
  const ranked = [...overlaps.values()].sort(
    (a, b) => b.seconds - a.seconds || a.person - b.person || a.identity - b.identity,
  );
  const taken = { persons: new Set<number>(), identities: new Set<number>() };
  let correct = 0;
  for (const { person, identity, seconds } of ranked) {
    if (taken.persons.has(person) || taken.identities.has(identity)) continue;
    taken.persons.add(person);
    taken.identities.add(identity);
    correct += seconds;
  }
  return total > 0 ? correct / total : 1;
}

/** The person to whom most of these tracks' seconds belong; null: to nobody known. */
export function majorityOf(tracks: Iterable<number>, { personOf, secondsOf }: ReviewCase): number | null {
  const seconds = new Map<number | null, number>();
  for (const track of tracks) {
    const person = personOf.get(track) ?? null;
    seconds.set(person, (seconds.get(person) ?? 0) + (secondsOf.get(track) ?? 0));
  }
  const [most] = [...seconds].sort(([a, x], [b, y]) => y - x || (a ?? 0) - (b ?? 0));
  return most?.[0] ?? null;
}
