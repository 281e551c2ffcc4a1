/**
 * Which question to ask next: the one whose answer is expected to settle the most seconds that may be wrong.
 *
 * Seconds of an identity are in doubt in three ways: it may be a piece of a person who has another identity as well (then
 * the smaller of the two is wrong), a part of it may be somebody else, or nobody has said who it is. Seconds of a track that
 * nobody has are all in doubt. An answer is
 * worth what the doubt would be less by it, on average over what the answer may be.
 */
import { cosine } from '../pipeline/embed/vectors.ts';
import type { Embedding } from '../pipeline/units.ts';
import { type IdentityState, isSettled, personOf, type ReviewState } from './review-state.ts';

export type Question =
  /** Are they one person? The first has more seconds. */
  | { readonly kind: 'same-person'; readonly identities: readonly [number, number] }
  | { readonly kind: 'is-person'; readonly identity: number; readonly personId: string }
  /** Are these tracks somebody else? */
  | { readonly kind: 'which-not'; readonly identity: number; readonly tracks: readonly number[] }
  | { readonly kind: 'who'; readonly identity: number }
  /** Whose is this track, which nobody has? The likeliest first. */
  | { readonly kind: 'whose'; readonly track: number; readonly candidates: readonly number[] };

export interface AskedQuestion {
  readonly question: Question;
  /** That the answer is yes, 0–1; of `who`: that somebody knows. */
  readonly probability: number;
  /** Seconds that the answer is expected to settle. */
  readonly seconds: number;
  /** Somebody has answered no already. */
  readonly isAgain: boolean;
}

export interface QuestionInput {
  readonly state: ReviewState;
  /** Seconds of each identity. */
  readonly secondsOf: ReadonlyMap<number, number>;
  /** How each identity looks; those without a face that could be embedded are missing. */
  readonly looks: ReadonlyMap<number, Embedding>;
  /** That two identities that the machine left apart are one person, from the cosine of their looks. */
  readonly probabilitySame: (likeness: number) => number;
  /** Pairs of identities that were seen in one frame, as `keyOfPair` has them: they are two people. */
  readonly seenTogether: ReadonlySet<string>;
  /** Who identities may be, by the photographs of the cast. */
  readonly suggestions: readonly {
    readonly identity: number;
    readonly personId: string;
    readonly probability: number;
  }[];
  /** Where identities may be cut. */
  readonly cuts: readonly {
    readonly identity: number;
    readonly tracks: readonly number[];
    readonly seconds: number;
    readonly probability: number;
  }[];
  /** Tracks that nobody has, with the seconds of each. */
  readonly loose: readonly { readonly track: number; readonly seconds: number; readonly look: Embedding | null }[];
  /** Tracks and identities that were seen in one frame: `track identity`. */
  readonly trackSeenWith: ReadonlySet<string>;
  /** How surely the machine's own names are right, 0–1. */
  readonly confidenceOf: ReadonlyMap<number, number>;
  /** Whether it matters who somebody is, or only who is the same. */
  readonly asksNames: boolean;
  /** Questions that somebody passed over, as `keyOfQuestion` has them. */
  readonly passed: ReadonlySet<string>;
}

export interface Questions {
  readonly seconds: number;
  /** Those that are expected to be right, as far as is known. */
  readonly settledSeconds: number;
  /** The most settling first. */
  readonly questions: readonly AskedQuestion[];
}

/** A name has to be thought of and typed: that is worth two questions that one key answers. */
const TYPING = 2;
/** So often somebody who is asked who it is can tell. */
const KNOWS = 0.9;
/** Smaller identities are compared with bigger ones only as long as there are not too many. */
const MOST_COMPARED = 300;
/** Share of answers that are slips. */
const SLIPS = 0.05;
const SLIP_PROBABILITY = 0.25;
/** Told apart so often, two are two. */
const ENOUGH_TIMES = 2;
/** Below this a doubt is no reason to ask. */
const LEAST_PROBABILITY = 0.0001;
/** So many identities are offered for a track that nobody has. */
const MOST_CANDIDATES = 5;

export const keyOfPair = (one: number, other: number): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

export function keyOfQuestion(question: Question): string {
  switch (question.kind) {
    case 'same-person':
      return `same ${keyOfPair(...question.identities)}`;
    case 'is-person':
      return `is ${question.identity} ${question.personId}`;
    case 'which-not':
      return `not ${question.identity} ${question.tracks.join(',')}`;
    case 'who':
      return `who ${question.identity}`;
    case 'whose':
      return `whose ${question.track}`;
  }
}

export function chooseQuestions(input: QuestionInput): Questions {
  const { state, secondsOf } = input;
  const open = [...state.identities.values()]
    .map((identity) => ({ identity, seconds: secondsOf.get(identity.number) ?? 0 }))
    .filter(({ identity, seconds }) => seconds > 0 && identity.ignoredAs === null)
    .sort((a, b) => b.seconds - a.seconds || a.identity.number - b.identity.number);
  const twins = findTwins(input, open.slice(0, MOST_COMPARED));
  const cuts = new Map(input.cuts.map((cut) => [cut.identity, cut]));
  const suggestions = new Map(input.suggestions.map((each) => [each.identity, each]));
  const questions: AskedQuestion[] = [];
  let doubt = 0;
  for (const { identity, seconds } of open) {
    const { number } = identity;
    const fixed = isSettled(identity) || identity.lockedBy !== null;
    const [twin, next] = twins.get(number) ?? [];
    const unnamed = input.asksNames && !fixed ? 1 - nameCertainty(input, identity) : 0;
    const torn = twin?.probability ?? 0;
    const proposed = fixed ? undefined : cuts.get(number);
    const cut = proposed && !areTogether(state, identity) ? proposed : undefined;
    const mixed = (cut?.seconds ?? 0) * (cut?.probability ?? 0);
    doubt += Math.min(seconds, seconds * Math.max(torn, unnamed) + mixed);
    if (twin) {
      // After a no, the next one may still be the same person.
      const left = (1 - torn) * (next?.probability ?? 0);
      const gain = seconds * Math.max(0, Math.max(torn, unnamed) - Math.max(left, unnamed * (1 - torn)));
      questions.push({
        question: { kind: 'same-person', identities: [twin.number, number] },
        probability: torn,
        seconds: gain,
        isAgain: twin.isAgain,
      });
    }
    if (cut) {
      const question = { kind: 'which-not', identity: number, tracks: cut.tracks } as const;
      questions.push({ question, probability: cut.probability, seconds: mixed, isAgain: false });
    }
    const suggested = suggestions.get(number);
    if (unnamed > 0 && suggested && !isBarred(state, identity, suggested.personId)) {
      const { personId, probability } = suggested;
      const question = { kind: 'is-person', identity: number, personId } as const;
      questions.push({ question, probability, seconds: seconds * unnamed * probability, isAgain: false });
    }
    if (unnamed > 0) {
      const worth = (seconds * unnamed * KNOWS) / TYPING;
      const question = { kind: 'who', identity: number } as const;
      questions.push({ question, probability: KNOWS, seconds: worth, isAgain: false });
    }
  }
  for (const loose of input.loose) {
    doubt += loose.seconds;
    const question = { kind: 'whose', track: loose.track, candidates: candidatesFor(input, open, loose) } as const;
    questions.push({ question, probability: KNOWS, seconds: loose.seconds * KNOWS, isAgain: false });
  }
  const total = [...open, ...input.loose].reduce((sum, { seconds }) => sum + seconds, 0);
  return {
    seconds: total,
    settledSeconds: total - doubt,
    questions: questions
      .filter(({ question, probability, seconds }) => {
        return seconds > 0 && probability >= LEAST_PROBABILITY && !input.passed.has(keyOfQuestion(question));
      })
      .sort((a, b) => b.seconds - a.seconds || (keyOfQuestion(a.question) < keyOfQuestion(b.question) ? -1 : 1)),
  };
}

/** Whom a track may belong to: the likelier first, of equals the one with more seconds. */
function candidatesFor(
  { looks, trackSeenWith }: QuestionInput,
  open: readonly { readonly identity: IdentityState }[],
  { track, look }: QuestionInput['loose'][number],
): readonly number[] {
  return open
    .filter(({ identity }) => identity.lockedBy === null && !trackSeenWith.has(`${track} ${identity.number}`))
    .map(({ identity: { number } }) => {
      const other = looks.get(number);
      return { number, likeness: look && other ? cosine(look, other) : 0 };
    })
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_CANDIDATES)
    .map(({ number }) => number);
}

interface Twin {
  readonly number: number;
  readonly probability: number;
  readonly isAgain: boolean;
}

/** The two bigger identities that each may be a piece of, the likelier first. */
function findTwins(
  { state, looks, probabilitySame, seenTogether, passed }: QuestionInput,
  open: readonly { readonly identity: IdentityState }[],
): ReadonlyMap<number, readonly Twin[]> {
  const sides = new Map(open.map(({ identity }) => [identity.number, sidesOf(state, identity)]));
  const twins = new Map<number, readonly Twin[]>();
  for (const [place, { identity }] of open.entries()) {
    const look = looks.get(identity.number);
    if (!look || identity.lockedBy !== null) continue;
    const found: Twin[] = [];
    for (const { identity: bigger } of open.slice(0, place)) {
      const other = looks.get(bigger.number);
      if (!other || seenTogether.has(keyOfPair(bigger.number, identity.number))) continue;
      if (bigger.lockedBy !== null || areNamedApart(state, bigger, identity)) continue;
      const apart = timesToldApart(sides.get(bigger.number), sides.get(identity.number));
      if (apart >= ENOUGH_TIMES || passed.has(`same ${keyOfPair(bigger.number, identity.number)}`)) continue;
      const probability = afterNo(probabilitySame(cosine(look, other)), apart);
      // Who was told apart is asked about again only where that is likely to have been a slip.
      if (apart === 0 || probability >= SLIP_PROBABILITY)
        found.push({ number: bigger.number, probability, isAgain: apart > 0 });
    }
    found.sort((a, b) => b.probability - a.probability || a.number - b.number);
    twins.set(identity.number, found.slice(0, 2));
  }
  return twins;
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

/** Whether somebody said of all its tracks at once that they are one person's. */
function areTogether({ together }: ReviewState, { tracks }: IdentityState): boolean {
  const said = new Set([...tracks].map((track) => together.get(track)));
  return said.size === 1 && !said.has(undefined);
}

const isBarred = (state: ReviewState, { tracks }: IdentityState, personId: string): boolean =>
  [...tracks].some((track) => state.never.get(track)?.has(personId));

function nameCertainty({ state, confidenceOf }: QuestionInput, identity: IdentityState): number {
  return personOf(state, identity).personId === null ? 0 : (confidenceOf.get(identity.number) ?? 0);
}
