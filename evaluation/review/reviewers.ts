/** Ways to go through a run, each one decision at a time, by somebody who knows the truth and is wrong now and then. */
import { separateOutliers } from '../../src/pipeline/cluster/separate-outliers.ts';
import { meanDirection } from '../../src/pipeline/embed/vectors.ts';
import type { Embedding } from '../../src/pipeline/units.ts';
import type { EditBody } from '../../src/review/edit.ts';
import { groupQuestions } from '../../src/review/group-questions.ts';
import { probabilitySame } from '../../src/review/probability-same.ts';
import { chooseQuestions, keyOfQuestion, type Question } from '../../src/review/questions.ts';
import { type IdentityState, makeIdentity, type ReviewState } from '../../src/review/review-state.ts';
import { findTogether, whoIsTogether } from '../../src/review/seen-together.ts';
import { weighCut } from '../../src/review/weigh-cut.ts';
import type { SeededRandom } from '../synthetic/seeded-random.ts';
import { majorityOf } from './correct-seconds.ts';
import type { ReviewCase } from './review-case.ts';

export interface Reviewing {
  readonly made: ReviewCase;
  readonly state: ReviewState;
  readonly random: SeededRandom;
  /** Share of decisions that are wrong, 0–1. */
  readonly mistakes: number;
}

/** What was decided, which may be nothing, and by how many clicks. */
export interface Decision {
  readonly edits: readonly EditBody[];
  readonly clicks: number;
}

/** One decision; null: there is nothing left to decide. */
export type Decide = () => Decision | null;

const byOneClick = (edit: EditBody | 'nothing'): Decision => ({ edits: edit === 'nothing' ? [] : [edit], clicks: 1 });

/** Through all identities in some order: each is a person seen before, or a new one; strangers in it are moved out. */
export function inOrder(reviewing: Reviewing, weigh: (identity: IdentityState, made: ReviewCase) => number): Decide {
  const { made, state, random, mistakes } = reviewing;
  /** Identity of each person that was met. */
  const met = new Map<number, number>();
  const done = new Set<number>();
  const move = (tracks: readonly number[], person: number): EditBody => {
    const to = met.get(person);
    return { kind: 'move-tracks', tracks, to: to !== undefined && state.identities.has(to) ? to : 'new' };
  };
  return () => {
    for (const number of done) {
      const identity = state.identities.get(number);
      const stranger = identity && strangersIn(identity, made)[0];
      if (stranger && !random.chance(mistakes)) return byOneClick(move(stranger.tracks, stranger.person));
    }
    const loose = looseTracks(state, made).filter(({ track }) => !done.has(-track))[0];
    const [next] = [...state.identities.values()]
      .filter(({ number, tracks }) => !done.has(number) && tracks.size > 0)
      .sort((a, b) => weigh(b, made) - weigh(a, made) || a.number - b.number);
    // A track that nobody has is looked at in its turn.
    if (loose && (!next || weigh(asIdentity(loose.track), made) > weigh(next, made))) {
      done.add(-loose.track);
      return byOneClick(giveTo(loose.track, made.personOf.get(loose.track), move));
    }
    if (!next) return null;
    done.add(next.number);
    const person = majorityOf(next.tracks, made);
    if (person === null) return byOneClick('nothing');
    const known = random.chance(mistakes) ? [...met.values()][0] : met.get(person);
    if (known === undefined || known === next.number || !state.identities.has(known)) {
      met.set(person, next.number);
      return byOneClick('nothing');
    }
    return byOneClick({ kind: 'merge', into: known, from: [next.number] });
  };
}

/** Tracks that nobody has, the longest first. */
const looseTracks = (state: ReviewState, { secondsOf }: ReviewCase): { track: number; seconds: number }[] =>
  [...state.ownerOf]
    .filter(([track, owner]) => owner === null && !state.notFaces.has(track))
    .map(([track]) => ({ track, seconds: secondsOf.get(track) ?? 0 }))
    .sort((a, b) => b.seconds - a.seconds || a.track - b.track);

const asIdentity = (track: number): IdentityState => makeIdentity({ number: 0, madeBy: null, tracks: [track] });

/** A track of nobody known is no face that counts. */
const giveTo = (
  track: number,
  person: number | undefined,
  move: (tracks: readonly number[], person: number) => EditBody,
): EditBody => (person === undefined ? { kind: 'not-a-face', tracks: [track] } : move([track], person));

/** Tracks of others than the majority, a group per person, the longest first. */
function strangersIn({ tracks }: IdentityState, made: ReviewCase): { person: number; tracks: number[] }[] {
  const own = majorityOf(tracks, made);
  const groups = new Map<number, number[]>();
  for (const track of tracks) {
    const person = made.personOf.get(track);
    if (person !== undefined && person !== own) groups.set(person, [...(groups.get(person) ?? []), track]);
  }
  const seconds = (each: readonly number[]) => each.reduce((sum, track) => sum + (made.secondsOf.get(track) ?? 0), 0);
  return [...groups]
    .map(([person, each]) => ({ person, tracks: each }))
    .sort((a, b) => seconds(b.tracks) - seconds(a.tracks) || a.person - b.person);
}

export const bySize = ({ tracks }: IdentityState, { secondsOf }: ReviewCase): number =>
  [...tracks].reduce((sum, track) => sum + (secondsOf.get(track) ?? 0), 0);

/** Tracks are numbered by time. */
export const byArrival = ({ tracks }: IdentityState): number => -Math.min(...tracks);

export interface Asking {
  readonly decide: Decide;
  /** Whether the queue itself says that so large a share of all seconds is settled that it may stop. */
  readonly isEnough: (wanted: number) => boolean;
}

/** As the question queue asks. */
export function byQuestions(reviewing: Reviewing): Asking {
  const { made, state } = reviewing;
  const passed = new Set<string>();
  const secondsOfTrack = (track: number) => made.secondsOf.get(track) ?? 0;
  const memory = { looks: new Map<string, Embedding | null>(), cuts: new Map<string, ReturnType<typeof cutOf>>() };
  const together = findTogether(state);
  const ask = () => {
    const seen = whoIsTogether(together, state);
    const identities = [...state.identities.values()].filter(({ tracks }) => tracks.size > 0);
    const looks = new Map<number, Embedding>();
    for (const identity of identities) {
      const look = remembered(memory.looks, identity, () => lookOf(identity, made));
      if (look) looks.set(identity.number, look);
    }
    const cuts = identities.flatMap((identity) => {
      const cut = remembered(memory.cuts, identity, () => cutOf(identity, made));
      return cut ? [weighCut(identity.number, cut, { ...seen, probabilitySame, secondsOf: secondsOfTrack })] : [];
    });
    const chosen = chooseQuestions({
      state,
      looks,
      cuts,
      passed,
      probabilitySame,
      secondsOf: new Map(identities.map((identity) => [identity.number, bySize(identity, made)])),
      ...seen,
      loose: looseTracks(state, made).map((each) => ({ ...each, look: made.looks.get(each.track) ?? null })),
      suggestions: [],
      confidenceOf: new Map(),
      asksNames: false,
    });
    return { ...chosen, questions: groupQuestions(chosen.questions, { ...seen, passed }) };
  };
  return {
    isEnough: (wanted) => {
      const { settledSeconds, seconds, largestDoubt } = ask();
      return settledSeconds >= wanted * seconds && largestDoubt <= (1 - wanted) * seconds;
    },
    decide: () => {
      const [next] = ask().questions;
      if (!next) return null;
      const answer = answerTo(next.question, reviewing);
      if (answer.edits.length === 0) passed.add(keyOfQuestion(next.question));
      return answer;
    },
  };
}

function answerTo(question: Question, reviewing: Reviewing): Decision {
  return question.kind === 'which-same'
    ? markSame(question, reviewing)
    : byOneClick(answerByOneKey(question, reviewing));
}

/** Marks are set or taken away one by one, and then all is said at once; that it is none of them is one key. */
function markSame(
  { identity, candidates }: Extract<Question, { kind: 'which-same' }>,
  { made, state, random, mistakes }: Reviewing,
): Decision {
  const personOf = (number: number) => majorityOf(state.identities.get(number)?.tracks ?? [], made);
  const person = personOf(identity);
  const said = candidates.map((each) => {
    const isSame = person !== null && personOf(each.number) === person;
    return { ...each, isSame: isSame !== random.chance(mistakes) };
  });
  const from = said.filter(({ isSame }) => isSame).map(({ number }) => number);
  const apart = said.filter(({ isSame }) => !isSame);
  const merge: EditBody[] = from.length === 0 ? [] : [{ kind: 'merge', into: identity, from }];
  const different = apart.map(({ number }): EditBody => ({ kind: 'different', identities: [identity, number] }));
  const changes = said.filter(({ isMarked, isSame }) => isMarked !== isSame).length;
  return { edits: [...different, ...merge], clicks: from.length === 0 ? 1 : 1 + changes };
}

function answerByOneKey(
  question: Exclude<Question, { kind: 'which-same' }>,
  { made, state, random, mistakes }: Reviewing,
): EditBody | 'nothing' {
  const isWrong = random.chance(mistakes);
  const personOf = (number: number) => majorityOf(state.identities.get(number)?.tracks ?? [], made);
  if (question.kind === 'same-person') {
    const [into, from] = question.identities;
    const isSame = personOf(into) === personOf(from) && personOf(into) !== null;
    return isSame !== isWrong
      ? { kind: 'merge', into, from: [from] }
      : { kind: 'different', identities: question.identities };
  }
  if (question.kind === 'which-not') {
    const { identity, tracks } = question;
    const shown = state.identities.get(identity);
    // Who is shown all of them picks out those that do not belong, as proposed or otherwise.
    const strangers = shown ? strangersIn(shown, made)[0]?.tracks : undefined;
    if (isWrong) return strangers ? { kind: 'one-person', identity } : { kind: 'split', identity, tracks };
    return strangers ? { kind: 'split', identity, tracks: strangers } : { kind: 'one-person', identity };
  }
  if (question.kind === 'whose') {
    const [firstOffered] = question.candidates;
    const person = made.personOf.get(question.track);
    if (isWrong && firstOffered !== undefined)
      return { kind: 'move-tracks', tracks: [question.track], to: firstOffered };
    return giveTo(question.track, person, (tracks, wanted) => {
      const theirs = [...state.identities.values()].filter(({ number }) => personOf(number) === wanted);
      const biggest = theirs.sort((a, b) => bySize(b, made) - bySize(a, made))[0];
      return { kind: 'move-tracks', tracks, to: biggest?.number ?? 'new' };
    });
  }
  return 'nothing';
}

const remembered = <Value>(memory: Map<string, Value>, { tracks }: IdentityState, make: () => Value): Value => {
  const key = [...tracks].sort((a, b) => a - b).join();
  const known = memory.get(key);
  if (known !== undefined) return known;
  const value = make();
  memory.set(key, value);
  return value;
};

function weighed({ tracks }: IdentityState, { looks, secondsOf }: ReviewCase) {
  return [...tracks].flatMap((track) => {
    const template = looks.get(track);
    return template ? [{ track, template, weight: Math.max(0.1, secondsOf.get(track) ?? 0) }] : [];
  });
}

const lookOf = (identity: IdentityState, made: ReviewCase): Embedding | null =>
  meanDirection(weighed(identity, made).map(({ template, weight }) => ({ vector: template, weight })));

const cutOf = (identity: IdentityState, made: ReviewCase) => separateOutliers(weighed(identity, made));
