/** Which stacks the list shows, in which order. */
import type { ReviewIdentity } from '../../../server/contract/review.ts';
import { nameOf } from './identity-names.ts';
import { foldedText } from './rank-people.ts';
import { FILTERS, type Filter, type Sort } from './review-view.ts';

function passes(identity: ReviewIdentity, filter: Filter): boolean {
  if (filter === 'settled') return identity.isSettled;
  if (filter === 'unsettled') return !identity.isSettled;
  return identity.flags.includes(filter);
}

interface Wanted {
  readonly show?: Filter | undefined;
  readonly sort?: Sort | undefined;
  readonly q?: string | undefined;
}

export function shownStacks(
  identities: readonly ReviewIdentity[],
  { show, sort, q }: Wanted,
): readonly ReviewIdentity[] {
  const words = foldedText(q ?? '')
    .split(' ')
    .filter(Boolean);
  const found = identities.filter(
    (identity) => (show === undefined || passes(identity, show)) && (words.length === 0 || isCalled(identity, words)),
  );
  const compare = ORDERS[sort ?? 'unsettled'];
  return found.toSorted((a, b) => compare(a, b) || a.number - b.number);
}

/** Every word is, or begins, a word of its name, of who it may be or of what it is. */
function isCalled(identity: ReviewIdentity, words: readonly string[]): boolean {
  const { suggestion, ignoredAs, isNobody, number } = identity;
  const said = [nameOf(identity), suggestion?.name, ignoredAs, isNobody ? 'nobody' : null, `#${number} ${number}`];
  const own = foldedText(said.filter(Boolean).join(' ')).split(' ');
  return words.every((word) => own.some((each) => each.startsWith(word)));
}

type Order = (a: ReviewIdentity, b: ReviewIdentity) => number;

const bySeconds: Order = (a, b) => b.seconds - a.seconds;

const ORDERS: Readonly<Record<Sort, Order>> = {
  unsettled: (a, b) => b.unsettledSeconds - a.unsettledSeconds || bySeconds(a, b),
  seconds: bySeconds,
  first: (a, b) => (a.firstSeconds ?? Number.MAX_VALUE) - (b.firstSeconds ?? Number.MAX_VALUE),
  tracks: (a, b) => b.tracks - a.tracks,
  // The least sure first; those that people made have none and come last.
  confidence: (a, b) => (a.confidence ?? 2) - (b.confidence ?? 2),
  // Who has a name comes before who has only a number.
  name: (a, b) =>
    Number(isNumbered(a)) - Number(isNumbered(b)) || (isNumbered(a) ? 0 : nameOf(a).localeCompare(nameOf(b))),
};

const isNumbered = ({ person, name }: ReviewIdentity): boolean => person === null && name === null;

/** How many each filter shows. */
export const countsOf = (identities: readonly ReviewIdentity[]): Readonly<Record<Filter, number>> =>
  Object.fromEntries(
    FILTERS.map((filter) => [filter, identities.filter((identity) => passes(identity, filter)).length]),
  ) as Record<Filter, number>;
