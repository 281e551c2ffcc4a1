/** Which entries of a sorted set a range means: by rank, by score, or by bytes. */
import type { Bytes } from '../bytes.ts';
import { parseFloatingPoint, parseInteger } from '../numbers.ts';
import { replyError, syntaxError } from '../reply.ts';
import type { ScoredMember, SortedSet } from '../sorted-set.ts';
import { rankRange } from './rank-range.ts';

export type RangeKind = 'rank' | 'score' | 'lex';

export interface RangeQuery {
  readonly kind: RangeKind;
  readonly min: Bytes;
  readonly max: Bytes;
  /** From the highest: ranks count from there, and `limit` does. */
  readonly reverse?: boolean;
  readonly limit?: { readonly offset: number; readonly count: number };
}

/** Tells whether an entry lies before a bound, or (`withIt`) also those at the bound. */
type Bound = { isBefore(entry: ScoredMember): boolean; isBeforeOrAt(entry: ScoredMember): boolean };

/** Gives the range's entries in a set as [from, to) in ascending order. */
export type RangeFinder = (set: Readonly<SortedSet>) => [from: number, to: number];

/** @throws ReplyError when the bounds cannot be read. */
export function findRange({ kind, min, max, reverse }: RangeQuery): RangeFinder {
  if (kind === 'rank') {
    const range = rankRange(min, max);
    return (set) => {
      const [from, to] = range(set.size);
      const end = Math.min(to, set.size);
      return reverse ? [set.size - end, Math.max(0, set.size - from)] : [from, end];
    };
  }
  const [low, high] = kind === 'score' ? [scoreBound(min), scoreBound(max)] : [lexBound(min), lexBound(max)];
  return (set) => [set.countWhile(low.isBefore), set.countWhile(high.isBeforeOrAt)];
}

/** Gives the entries in the order asked for. @throws ReplyError when the bounds cannot be read. */
export function selectRange(query: RangeQuery): (set: Readonly<SortedSet>) => ScoredMember[] {
  const find = findRange(query);
  const { offset, count } = query.limit ?? { offset: 0, count: -1 };
  const taken = count < 0 ? Infinity : count;
  return (set) => {
    const [from, to] = find(set);
    if (offset < 0) return [];
    if (query.reverse) return set.slice(Math.max(from, to - offset - taken), Math.max(from, to - offset)).reverse();
    return set.slice(from + offset, Math.min(to, from + offset + taken));
  };
}

/** Reads `LIMIT`'s two words. */
export function parseLimit(offset: Bytes | undefined, count: Bytes | undefined): { offset: number; count: number } {
  if (offset === undefined || count === undefined) throw syntaxError();
  return { offset: parseInteger(offset), count: parseInteger(count) };
}

function scoreBound(text: Bytes): Bound {
  const exclusive = text.startsWith('(');
  const score = parseFloatingPoint(exclusive ? text.slice(1) : text, 'ERR min or max is not a float');
  return exclusive
    ? // For a lower bound "before" takes those at it along, for an upper one "up to" leaves them out.
      { isBefore: (entry) => entry.score <= score, isBeforeOrAt: (entry) => entry.score < score }
    : { isBefore: (entry) => entry.score < score, isBeforeOrAt: (entry) => entry.score <= score };
}

function lexBound(text: Bytes): Bound {
  if (text === '-') return { isBefore: () => false, isBeforeOrAt: () => false };
  if (text === '+') return { isBefore: () => true, isBeforeOrAt: () => true };
  const member = text.slice(1);
  if (text.startsWith('[')) {
    return { isBefore: (entry) => entry.member < member, isBeforeOrAt: (entry) => entry.member <= member };
  }
  if (!text.startsWith('(')) throw replyError('ERR min or max not valid string range item');
  return { isBefore: (entry) => entry.member <= member, isBeforeOrAt: (entry) => entry.member < member };
}
