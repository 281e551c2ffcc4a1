/** Of whom each identity may be a piece. */
import { cosine } from '../pipeline/embed/vectors.ts';
import type { Embedding } from '../pipeline/units.ts';
import { type IdentityState, personOf, type ReviewState } from './review-state.ts';
import { afterSeenTogether, keyOfPair, type SeenTogether } from './seen-together.ts';

export interface TwinInput extends Pick<SeenTogether, 'seenTogether'> {
  readonly state: ReviewState;
  /** How each identity looks; those without a face that could be embedded are missing. */
  readonly looks: ReadonlyMap<number, Embedding>;
  /** That two identities that the machine left apart are one person, from the cosine of their looks. */
  readonly probabilitySame: (likeness: number) => number;
  /** Questions that somebody passed over, as `keyOfQuestion` has them. */
  readonly passed: ReadonlySet<string>;
}

/** A bigger identity that may be the same person. */
export interface Twin {
  readonly number: number;
  /** That it is, 0–1. */
  readonly probability: number;
  /** Somebody has told them apart. */
  readonly isAgain: boolean;
  /** Both were in one frame. */
  readonly isTwiceInAFrame: boolean;
}

export interface Twins {
  readonly likeliest: Twin | undefined;
  readonly next: Twin | undefined;
}

/** Share of answers that are slips. */
export const SLIPS = 0.05;
/** Told apart so often, two are two. */
const ENOUGH_TIMES = 2;

export const keyOfSame = (one: number, other: number): string => `same ${keyOfPair(one, other)}`;

/** By number. @param open by falling seconds. */
export function findTwins(
  input: TwinInput,
  open: readonly { readonly identity: IdentityState }[],
): ReadonlyMap<number, Twins> {
  const { state, looks } = input;
  const sides = new Map(open.map(({ identity }) => [identity.number, sidesOf(state, identity)]));
  const twins = new Map<number, Twins>();
  for (const [place, { identity }] of open.entries()) {
    if (!looks.has(identity.number) || identity.lockedBy !== null) continue;
    const found = open.slice(0, place).flatMap(({ identity: bigger }) => {
      const apart = timesToldApart(sides.get(bigger.number), sides.get(identity.number));
      return apart < ENOUGH_TIMES ? (twinOf(input, [bigger, identity], apart) ?? []) : [];
    });
    found.sort((a, b) => b.probability - a.probability || a.number - b.number);
    const [likeliest, next] = found;
    twins.set(identity.number, { likeliest, next });
  }
  return twins;
}

/** Null: there is nothing to ask. */
function twinOf(
  { state, looks, probabilitySame, seenTogether, passed }: TwinInput,
  [bigger, identity]: readonly [IdentityState, IdentityState],
  apart: number,
): Twin | null {
  const [look, other] = [looks.get(identity.number), looks.get(bigger.number)];
  if (!look || !other || bigger.lockedBy !== null || areNamedApart(state, bigger, identity)) return null;
  if (passed.has(keyOfSame(bigger.number, identity.number))) return null;
  const together = seenTogether.get(keyOfPair(bigger.number, identity.number));
  const alike = afterSeenTogether(probabilitySame(cosine(look, other)), together);
  return {
    number: bigger.number,
    probability: afterNo(alike, apart),
    isAgain: apart > 0,
    isTwiceInAFrame: together !== undefined,
  };
}

/** By people: as the same person there is nothing to ask, as two people neither. */
function areNamedApart(state: ReviewState, one: IdentityState, other: IdentityState): boolean {
  const [first, second] = [personOf(state, one), personOf(state, other)];
  if (first.personId !== null && first.personId === second.personId) return true;
  const saysWho = (claim: typeof first) => claim.edit !== null && (claim.personId !== null || claim.isNobody);
  return saysWho(first) && saysWho(second);
}

/** On which side of each edit that told people apart it stands. */
export function sidesOf(state: ReviewState, { tracks }: IdentityState): ReadonlyMap<string, number> {
  const sides = new Map<string, number>();
  for (const track of tracks) for (const { edit, side } of state.sides.get(track) ?? []) sides.set(edit, side);
  return sides;
}

export function timesToldApart(
  one: ReadonlyMap<string, number> = new Map(),
  other: ReadonlyMap<string, number> = new Map(),
) {
  let times = 0;
  for (const [edit, side] of one) {
    const theirs = other.get(edit);
    if (theirs !== undefined && theirs !== side) times += 1;
  }
  return times;
}

/** By Bayes' rule: people are wrong now and then, and who looks very alike may be one person all the same. */
function afterNo(probability: number, times: number): number {
  const slips = probability * SLIPS ** times;
  return slips / (slips + (1 - probability) * (1 - SLIPS) ** times);
}
