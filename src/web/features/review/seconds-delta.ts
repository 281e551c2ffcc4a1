/** What an edit has changed, in seconds of screen time by owner: `+12.4 s Lisa, −12.4 s unknown`. */
import type { ReviewStateShape } from '../../../server/contract/review.ts';

export interface OwnerChange {
  readonly owner: string;
  /** Below 0: less than before. */
  readonly seconds: number;
}

type Counted = Pick<ReviewStateShape, 'identities' | 'unassigned'>;

/** Less is not shown: it would read as 0.0. */
const LEAST_SECONDS = 0.05;

/** By falling size, gains before losses of the same size. */
export function secondsDelta(before: Counted, after: Counted): readonly OwnerChange[] {
  const [old, now] = [secondsByOwner(before), secondsByOwner(after)];
  return [...new Set([...now.keys(), ...old.keys()])]
    .map((owner) => ({ owner, seconds: (now.get(owner) ?? 0) - (old.get(owner) ?? 0) }))
    .filter(({ seconds }) => Math.abs(seconds) >= LEAST_SECONDS)
    .toSorted((a, b) => Math.round((Math.abs(b.seconds) - Math.abs(a.seconds)) * 10) || b.seconds - a.seconds);
}

function secondsByOwner({ identities, unassigned }: Counted): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const add = (owner: string, seconds: number) => sums.set(owner, (sums.get(owner) ?? 0) + seconds);
  for (const identity of identities) add(ownerOf(identity), identity.seconds);
  add('unassigned', unassigned.seconds);
  return sums;
}

/** Identities without a name are one owner: which of them, says the list. */
function ownerOf({ person, name, ignoredAs, isNobody }: ReviewStateShape['identities'][number]): string {
  if (ignoredAs !== null) return ignoredAs === 'extra' ? 'extras' : 'pictures and screens';
  if (person !== null) return person.name;
  return name ?? (isNobody ? 'nobody of the cast' : 'unknown');
}

/** With a true minus. */
export const signedSeconds = (seconds: number): string => `${seconds < 0 ? '−' : '+'}${Math.abs(seconds).toFixed(1)} s`;
