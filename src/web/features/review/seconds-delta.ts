/** What an edit has changed, in seconds of screen time by owner: `+12.4 s Lisa, −12.4 s unknown`. */
import type { ReviewIdentity, ReviewStateShape } from '../../../server/contract/review.ts';
import { nameOf } from './identity-names.ts';

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
  const change = changesOf(before, after, ownerOf);
  // Between those of whom nobody knows who they are, it is told by their numbers.
  return change.length > 0 ? change : changesOf(before, after, nameOf);
}

function changesOf(before: Counted, after: Counted, owner: OwnerName): readonly OwnerChange[] {
  const [old, now] = [secondsByOwner(before, owner), secondsByOwner(after, owner)];
  return [...new Set([...now.keys(), ...old.keys()])]
    .map((name) => ({ owner: name, seconds: (now.get(name) ?? 0) - (old.get(name) ?? 0) }))
    .filter(({ seconds }) => Math.abs(seconds) >= LEAST_SECONDS)
    .toSorted((a, b) => Math.round((Math.abs(b.seconds) - Math.abs(a.seconds)) * 10) || b.seconds - a.seconds);
}

type OwnerName = (identity: ReviewIdentity) => string;

function secondsByOwner({ identities, unassigned }: Counted, owner: OwnerName): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const add = (name: string, seconds: number) => sums.set(name, (sums.get(name) ?? 0) + seconds);
  for (const identity of identities) add(owner(identity), identity.seconds);
  add('unassigned', unassigned.seconds);
  return sums;
}

/** Identities without a name are one owner: which of them, says the list. */
function ownerOf({ person, name, ignoredAs, isNobody }: ReviewIdentity): string {
  if (ignoredAs !== null) return ignoredAs === 'extra' ? 'extras' : 'pictures and screens';
  if (person !== null) return person.name;
  return name ?? (isNobody ? 'nobody of the cast' : 'unknown');
}

/** With a true minus. */
export const signedSeconds = (seconds: number): string => `${seconds < 0 ? '−' : '+'}${Math.abs(seconds).toFixed(1)} s`;
