/** The question queue, and suggestions: what to ask, with what speaks for it and what follows from an answer. */
import type { z } from 'zod';
import { cosine } from '../../../pipeline/embed/vectors.ts';
import { groupQuestions } from '../../../review/group-questions.ts';
import { pairsApart } from '../../../review/pairs-apart.ts';
import { calibrateProbability } from '../../../review/probability-same.ts';
import {
  type AskedQuestion,
  chooseQuestions,
  keyOfQuestion,
  type Question,
  type QuestionInput,
} from '../../../review/questions.ts';
import type { ReviewState } from '../../../review/review-state.ts';
import type { SeenTogether } from '../../../review/seen-together.ts';
import { weighCut } from '../../../review/weigh-cut.ts';
import type { EditBodyShape } from '../../contract/review.ts';
import type { askQuestions, ReviewQuestion, ReviewQuestions } from '../../contract/review-questions.ts';
import { measureIdentities } from '../../results/measure-run.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { type PlacedRun, readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';
import { namesOf } from '../../results/run-subjects.ts';
import { reasonOfName, reasonOfPair, reasonOfTrack } from './question-reasons.ts';
import { type IdentityLook, readLikenessSamples, readLooks, readLooseTracks, readSeenTogether } from './run-looks.ts';

/** Share of seconds from which there is no need to go on. */
const ENOUGH = 0.95;
/**
 * Photographs look less like frames than frames like each other; what is asked about lies below the line from which the
 * machine accepts (see `DEFAULT_NAMING`), where the chance is even.
 */
const NAMING_MIDDLE = 0.42;
const NAMING_WIDTH = 0.05;

/** @throws UserError `runs.not-found`, `runs.wrong-state`; BlobError. */
export async function listQuestions(
  stores: ResultStores,
  { runId, kinds, limit, names, passed }: z.infer<typeof askQuestions>,
): Promise<ReviewQuestions> {
  const run = await readDoneRun(stores.database.queries, runId);
  const { state, log } = await readReview(stores, run);
  const looks = await readLooks(stores, run, state);
  const machine = await readMachineNames(stores, run);
  const { identities } = await measureIdentities(stores, { run, state });
  const isSame = calibrateProbability(await readLikenessSamples(stores, run, state));
  const seen = await readSeenTogether(stores, run, state);
  const input = inputOf({ state, looks, machine, names, isSame, seen, passed: new Set(passed) }, identities);
  const chosen = chooseQuestions({ ...input, loose: await readLooseTracks(stores, run, state) });
  const isGrouped = kinds?.includes('which-same') ?? true;
  const fitting = (
    isGrouped ? groupQuestions(chosen.questions, { ...seen, passed: input.passed }) : chosen.questions
  ).filter(({ question }) => kinds?.includes(question.kind) ?? true);
  const shown = fitting.slice(0, limit);
  const people = shown.flatMap(({ question }) => (question.kind === 'is-person' ? [question.personId] : []));
  const context = { stores, run, state, looks, machine, names: await namesOf(stores.database.queries, people) };
  return {
    seq: log.seq,
    seconds: chosen.seconds,
    settledSeconds: chosen.settledSeconds,
    enough: ENOUGH,
    largestDoubt: chosen.largestDoubt,
    items: await Promise.all(shown.map((asked) => show(context, asked))),
    total: fitting.length,
    apart: pairsApart(shown, { state, seenTogether: seen.seenTogether }),
  };
}

interface MachineName {
  readonly personId: string | null;
  readonly verdict: string | null;
  readonly likeness: number | null;
  readonly confidence: number;
}

async function readMachineNames({ database }: ResultStores, run: PlacedRun): Promise<ReadonlyMap<number, MachineName>> {
  const rows = await database.queries
    .selectFrom('identities')
    .select(['number', 'person_id', 'verdict', 'likeness', 'confidence'])
    .where('run_id', '=', run.id)
    .execute();
  return new Map(
    rows.map(({ number, person_id, ...row }) => [
      number,
      { personId: person_id, verdict: row.verdict, likeness: row.likeness, confidence: row.confidence },
    ]),
  );
}

interface Known {
  readonly state: ReviewState;
  readonly looks: ReadonlyMap<number, IdentityLook>;
  readonly machine: ReadonlyMap<number, MachineName>;
  readonly names: boolean;
  readonly isSame: (likeness: number) => number;
  readonly seen: SeenTogether;
  readonly passed: ReadonlySet<string>;
}

function inputOf(
  { state, looks, machine, names, isSame, seen, passed }: Known,
  measured: readonly { readonly identity: number; readonly seconds: number }[],
): Omit<QuestionInput, 'loose'> {
  const lengths = new Map(
    state.machine.tracks.map(({ track, firstSeconds, lastSeconds }) => [track, lastSeconds - firstSeconds]),
  );
  const secondsOf = (track: number) => lengths.get(track) ?? 0;
  return {
    state,
    ...seen,
    passed,
    probabilitySame: isSame,
    asksNames: names,
    secondsOf: new Map(measured.map(({ identity, seconds }) => [identity, seconds])),
    looks: new Map([...looks].flatMap(([number, { look }]) => (look ? [[number, look] as const] : []))),
    cuts: [...looks].flatMap(([identity, { cut }]) =>
      cut ? [weighCut(identity, cut, { ...seen, probabilitySame: isSame, secondsOf })] : [],
    ),
    suggestions: [...machine].flatMap(([identity, { personId, verdict, likeness }]) =>
      personId !== null && verdict === 'ask' && likeness !== null
        ? [{ identity, personId, probability: probabilityNamed(likeness) }]
        : [],
    ),
    confidenceOf: new Map([...machine].map(([number, { confidence }]) => [number, confidence])),
  };
}

const probabilityNamed = (likeness: number): number => 1 / (1 + Math.exp((NAMING_MIDDLE - likeness) / NAMING_WIDTH));

interface Context {
  readonly stores: ResultStores;
  readonly run: PlacedRun;
  readonly state: ReviewState;
  readonly looks: ReadonlyMap<number, IdentityLook>;
  readonly machine: ReadonlyMap<number, MachineName>;
  readonly names: ReadonlyMap<string, string>;
}

async function show(context: Context, { question, ...asked }: AskedQuestion): Promise<ReviewQuestion> {
  const { looks, machine, names } = context;
  const shared = {
    key: keyOfQuestion(question),
    kind: question.kind,
    candidates: [],
    ...asked,
    ...answersTo(question),
  };
  switch (question.kind) {
    case 'same-person': {
      const [one, other] = question.identities.map((number) => looks.get(number)?.look);
      const likeness = one && other ? cosine(one, other) : null;
      const reason = await reasonOfPair(context, question.identities);
      return { ...shared, identities: [...question.identities], person: null, tracks: [], likeness, reason };
    }
    case 'which-same': {
      const candidates = [...question.candidates];
      const identities = [question.identity, ...candidates.map(({ number }) => number)];
      return { ...shared, identities, candidates, person: null, tracks: [], likeness: null, reason: null };
    }
    case 'is-person': {
      const person = { id: question.personId, name: names.get(question.personId) ?? '' };
      const likeness = machine.get(question.identity)?.likeness ?? null;
      const reason = await reasonOfName(context, question);
      return { ...shared, identities: [question.identity], person, tracks: [], likeness, reason };
    }
    case 'which-not': {
      const likeness = looks.get(question.identity)?.cut?.likeness ?? null;
      const tracks = [...question.tracks];
      return { ...shared, identities: [question.identity], person: null, tracks, likeness, reason: null };
    }
    case 'who':
      return { ...shared, identities: [question.identity], person: null, tracks: [], likeness: null, reason: null };
    case 'whose': {
      const { track, candidates } = question;
      const reason = await reasonOfTrack(context, track, candidates[0]);
      return { ...shared, identities: [...candidates], person: null, tracks: [track], likeness: null, reason };
    }
  }
}

function answersTo(question: Question): { yes: EditBodyShape | null; no: EditBodyShape | null } {
  switch (question.kind) {
    case 'same-person': {
      const [into, from] = question.identities;
      return { yes: { kind: 'merge', into, from: [from] }, no: { kind: 'different', identities: [into, from] } };
    }
    case 'is-person': {
      const { identity, personId } = question;
      return { yes: { kind: 'confirm', identity, personId }, no: { kind: 'reject', identity, personId } };
    }
    case 'which-not': {
      const { identity, tracks } = question;
      return { yes: { kind: 'split', identity, tracks: [...tracks] }, no: { kind: 'one-person', identity } };
    }
    case 'who':
    case 'which-same':
      return { yes: null, no: null };
    case 'whose': {
      const [likeliest] = question.candidates;
      const tracks = [question.track];
      return {
        yes: likeliest === undefined ? null : { kind: 'move-tracks', tracks, to: likeliest },
        no: { kind: 'move-tracks', tracks, to: 'new' },
      };
    }
  }
}
