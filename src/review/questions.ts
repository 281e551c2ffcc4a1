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
import { findTwins, keyOfSame, SLIPS, type Twin, type TwinInput, type Twins } from './find-twins.ts';
import { type IdentityState, isSettled, personOf, type ReviewState } from './review-state.ts';
import { afterSeenTogether, type SeenTogether } from './seen-together.ts';

export type Question =
  /** Are they one person? The first has more seconds. */
  | { readonly kind: 'same-person'; readonly identities: readonly [number, number] }
  /** Which of these, which have fewer seconds, are the same person? */
  | { readonly kind: 'which-same'; readonly identity: number; readonly candidates: readonly SameCandidate[] }
  | { readonly kind: 'is-person'; readonly identity: number; readonly personId: string }
  /** Are these tracks somebody else? */
  | { readonly kind: 'which-not'; readonly identity: number; readonly tracks: readonly number[] }
  | { readonly kind: 'who'; readonly identity: number }
  /** Whose is this track, which nobody has? The likeliest first. */
  | { readonly kind: 'whose'; readonly track: number; readonly candidates: readonly number[] };

export interface SameCandidate {
  readonly number: number;
  /** That it is the same person, 0–1. */
  readonly probability: number;
  readonly isAgain: boolean;
  readonly isTwiceInAFrame: boolean;
  /** It is so likely that it counts as a yes unless somebody says no. */
  readonly isMarked: boolean;
}

export interface AskedQuestion {
  readonly question: Question;
  /** That the answer is yes, 0–1; of `who`: that somebody knows. */
  readonly probability: number;
  /** Seconds that the answer is expected to settle. */
  readonly seconds: number;
  /** Somebody has answered no already. */
  readonly isAgain: boolean;
  /** Both were in one frame: as one person, they would be in the picture twice. */
  readonly isTwiceInAFrame: boolean;
}

export interface QuestionInput extends TwinInput, SeenTogether {
  /** Seconds of each identity. */
  readonly secondsOf: ReadonlyMap<number, number>;
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
  /** How surely the machine's own names are right, 0–1. */
  readonly confidenceOf: ReadonlyMap<number, number>;
  /** Whether it matters who somebody is, or only who is the same. */
  readonly asksNames: boolean;
}

export interface Questions {
  readonly seconds: number;
  /** Those that are expected to be right, as far as is known. */
  readonly settledSeconds: number;
  /** The most seconds that one wrong guess about who is the same would cost, where a guess is less sure than an answer. */
  readonly largestDoubt: number;
  /** The most settling first. */
  readonly questions: readonly AskedQuestion[];
}

/** A name has to be thought of and typed: that is worth two questions that one key answers. */
const TYPING = 2;
/** So often somebody who is asked who it is can tell. */
const KNOWS = 0.9;
/** Smaller identities are compared with bigger ones only as long as there are not too many. */
const MOST_COMPARED = 300;
/** Below this a doubt is no reason to ask. */
const LEAST_PROBABILITY = 0.0001;
/** So many identities are offered for a track that nobody has. */
const MOST_CANDIDATES = 5;

export function keyOfQuestion(question: Question): string {
  switch (question.kind) {
    case 'same-person':
      return keyOfSame(...question.identities);
    case 'which-same':
      return `which ${question.identity} ${question.candidates.map(({ number }) => number).join(',')}`;
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
  const known: Known = {
    twins: findTwins(input, open.slice(0, MOST_COMPARED)),
    cuts: new Map(input.cuts.map((cut) => [cut.identity, cut])),
    suggestions: new Map(input.suggestions.map((each) => [each.identity, each])),
  };
  const doubts = [
    ...open.map((each) => doubtAbout(input, known, each)),
    ...input.loose.map((loose) => doubtWhose(loose, candidatesFor(input, open, loose))),
  ];
  const total = [...open, ...input.loose].reduce((sum, { seconds }) => sum + seconds, 0);
  return {
    seconds: total,
    settledSeconds: total - doubts.reduce((sum, { seconds }) => sum + seconds, 0),
    largestDoubt: doubts.reduce((most, { largest }) => Math.max(most, largest), 0),
    questions: doubts
      .flatMap(({ questions }) => questions)
      .filter(({ question, probability, seconds }) => {
        return seconds > 0 && probability >= LEAST_PROBABILITY && !input.passed.has(keyOfQuestion(question));
      })
      .sort((a, b) => b.seconds - a.seconds || (keyOfQuestion(a.question) < keyOfQuestion(b.question) ? -1 : 1)),
  };
}

interface Open {
  readonly identity: IdentityState;
  readonly seconds: number;
}

interface Known {
  readonly twins: ReadonlyMap<number, Twins>;
  readonly cuts: ReadonlyMap<number, QuestionInput['cuts'][number]>;
  readonly suggestions: ReadonlyMap<number, QuestionInput['suggestions'][number]>;
}

interface Doubt {
  /** Expected to be wrong. */
  readonly seconds: number;
  /** As `largestDoubt`, of this one. */
  readonly largest: number;
  readonly questions: readonly AskedQuestion[];
}

function doubtAbout(input: QuestionInput, { twins, cuts, suggestions }: Known, { identity, seconds }: Open): Doubt {
  const { number } = identity;
  const fixed = isSettled(identity) || identity.lockedBy !== null;
  const { likeliest: twin, next } = twins.get(number) ?? {};
  const unnamed = input.asksNames && !fixed ? 1 - nameCertainty(input, identity) : 0;
  // After a no, the next one may still be the same person.
  const left = (1 - (twin?.probability ?? 0)) * (next?.probability ?? 0);
  const torn = (twin?.probability ?? 0) + left;
  const proposed = fixed ? undefined : cuts.get(number);
  const cut = proposed && !areTogether(input.state, identity) ? proposed : undefined;
  const mixed = (cut?.seconds ?? 0) * (cut?.probability ?? 0);
  const questions = unnamed > 0 ? askWho(input, identity, { seconds: seconds * unnamed, suggestions }) : [];
  if (twin) {
    const gain = seconds * Math.max(0, Math.max(torn, unnamed) - Math.max(left, unnamed * (1 - twin.probability)));
    questions.push(askSame(twin, number, gain));
  }
  if (cut) {
    const question = { kind: 'which-not', identity: number, tracks: cut.tracks } as const;
    questions.push({ question, probability: cut.probability, seconds: mixed, ...PLAIN });
  }
  return {
    seconds: Math.min(seconds, seconds * Math.max(torn, unnamed) + mixed),
    largest: Math.max(torn >= SLIPS ? seconds : 0, cut && cut.probability >= SLIPS ? cut.seconds : 0),
    questions,
  };
}

/** @param seconds of which nobody has said whose they are. */
function askWho(
  { state }: QuestionInput,
  identity: IdentityState,
  { seconds, suggestions }: Pick<Known, 'suggestions'> & { readonly seconds: number },
): AskedQuestion[] {
  const { number } = identity;
  const questions: AskedQuestion[] = [];
  const suggested = suggestions.get(number);
  if (suggested && !isBarred(state, identity, suggested.personId)) {
    const { personId, probability } = suggested;
    const question = { kind: 'is-person', identity: number, personId } as const;
    questions.push({ question, probability, seconds: seconds * probability, ...PLAIN });
  }
  const question = { kind: 'who', identity: number } as const;
  questions.push({ question, probability: KNOWS, seconds: (seconds * KNOWS) / TYPING, ...PLAIN });
  return questions;
}

function doubtWhose({ track, seconds }: QuestionInput['loose'][number], candidates: readonly number[]): Doubt {
  const question = { kind: 'whose', track, candidates } as const;
  const asked = { question, probability: KNOWS, seconds: seconds * KNOWS, ...PLAIN };
  return { seconds, largest: 0, questions: [asked] };
}

const PLAIN = { isAgain: false, isTwiceInAFrame: false } as const;

const askSame = ({ number: bigger, ...twin }: Twin, number: number, seconds: number): AskedQuestion => ({
  question: { kind: 'same-person', identities: [bigger, number] },
  seconds,
  ...twin,
});

/** Whom a track may belong to: the likelier first, of equals the one with more seconds; whom it was seen with rather not. */
function candidatesFor(
  { looks, trackSeenWith, probabilitySame }: QuestionInput,
  open: readonly Open[],
  { track, look }: QuestionInput['loose'][number],
): readonly number[] {
  return open
    .filter(({ identity }) => identity.lockedBy === null)
    .map(({ identity: { number } }) => {
      const other = looks.get(number);
      const likeness = look && other ? cosine(look, other) : 0;
      const together = trackSeenWith.get(`${track} ${number}`);
      return { number, likeness, probability: afterSeenTogether(probabilitySame(likeness), together) };
    })
    .sort((a, b) => b.probability - a.probability || b.likeness - a.likeness)
    .slice(0, MOST_CANDIDATES)
    .map(({ number }) => number);
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
