import { describe, expect, test } from 'vitest';
import { madeUpRun } from '../../fixtures/made-up-review/made-up-history.ts';
import { embedding } from '../pipeline/units.ts';
import { applyEdit } from './apply-edit.ts';
import type { EditBody } from './edit.ts';
import { chooseQuestions, keyOfQuestion, type QuestionInput } from './questions.ts';
import { machineState } from './review-state.ts';
import { keyOfPair } from './seen-together.ts';

/** A look at an angle: the cosine of two is that of the angle between them. */
const at = (degrees: number) => {
  const angle = (degrees * Math.PI) / 180;
  return embedding(Float32Array.of(Math.cos(angle), Math.sin(angle)));
};

/** Identities of 100, 40 and 10 s; 1 and 2 are 30° apart, 3 is at right angles to 1. */
function asking(changes: Partial<QuestionInput> = {}, ...said: readonly EditBody[]): QuestionInput {
  const state = machineState(madeUpRun('run', [1, 2, 4]));
  for (const [index, body] of said.entries()) {
    applyEdit(state, { id: `e${index + 1}`, seq: index + 1, author: 'a', runId: 'run', body });
  }
  return {
    state,
    secondsOf: new Map([
      [1, 100],
      [2, 40],
      [4, 10],
    ]),
    looks: new Map([
      [1, at(0)],
      [2, at(30)],
      [4, at(90)],
    ]),
    // As likely as they are alike.
    probabilitySame: (likeness) => Math.max(0, likeness),
    seenTogether: new Map(),
    suggestions: [],
    cuts: [],
    loose: [],
    trackSeenWith: new Map(),
    twiceInOne: new Map(),
    confidenceOf: new Map(),
    asksNames: false,
    passed: new Set(),
    ...changes,
  };
}
const keys = (input: QuestionInput) => chooseQuestions(input).questions.map(({ question }) => keyOfQuestion(question));
const ONCE = { isAgain: false, isTwiceInAFrame: false };
const LIKELY = Math.cos(Math.PI / 6);

describe('whether two are one', () => {
  test('the smaller one’s seconds are in doubt, and an answer settles them', () => {
    const { seconds, settledSeconds, questions } = chooseQuestions(asking());
    expect(seconds).toBe(150);
    // The third is 60° from the second.
    expect(settledSeconds).toBeCloseTo(150 - 40 * LIKELY - 10 * 0.5, 5);
    expect(questions.map(({ question }) => question)).toEqual([
      { kind: 'same-person', identities: [1, 2] },
      { kind: 'same-person', identities: [2, 4] },
    ]);
    expect(questions[0]?.seconds).toBeCloseTo(40 * LIKELY, 5);
  });

  test('is not asked of those who are named, told apart, locked or passed over', () => {
    expect(keys(asking({ passed: new Set(['same 1 2']) }))).not.toContain('same 1 2');
    const locked = asking({}, { kind: 'lock', identity: 2, locked: true });
    expect(keys(locked)).toEqual([]);
    const named = asking(
      {},
      { kind: 'assign', identity: 1, personId: 'lisa' },
      { kind: 'assign', identity: 2, personId: 'kyle' },
    );
    expect(keys(named)).not.toContain('same 1 2');
  });

  test('is asked late of those who were seen together, as somebody who is in the picture twice', () => {
    const [first, second] = chooseQuestions(asking({ seenTogether: new Map([[keyOfPair(1, 2), 3]]) })).questions;
    expect(first).toMatchObject({ question: { identities: [2, 4] }, isTwiceInAFrame: false });
    expect(second).toMatchObject({ question: { identities: [1, 2] }, isTwiceInAFrame: true });
    // Of a hundred who are alike like that and long together, hardly any is one person.
    expect(second?.probability).toBeLessThan(0.1);
    // A single frame may be where one picture fades into the next.
    const [briefly] = chooseQuestions(asking({ seenTogether: new Map([[keyOfPair(1, 2), 0]]) })).questions;
    expect(briefly).toMatchObject({ question: { identities: [1, 2] }, probability: expect.closeTo(0.764, 3) });
  });

  test('holds up the end where one wrong guess would cost much', () => {
    expect(chooseQuestions(asking()).largestDoubt).toBe(40);
    expect(chooseQuestions(asking({ probabilitySame: () => 0.02 })).largestDoubt).toBe(0);
  });

  test('is asked once more after a no, as far as that may have been a slip, and then never again', () => {
    const no: EditBody = { kind: 'different', identities: [1, 2] };
    const others = { seenTogether: new Map([[keyOfPair(1, 4), 9]]), probabilitySame: () => 0.8 };
    const { questions } = chooseQuestions(asking(others, no));
    // One in twenty answers is a slip: 4 to 1 that they are one person has become 4 to 19 after the no.
    expect(questions.map(({ question, isAgain }) => [keyOfQuestion(question), isAgain])).toEqual([
      ['same 2 4', false],
      ['same 1 2', true],
    ]);
    expect(questions[1]?.probability).toBeCloseTo(4 / 23, 9);
    expect(keys(asking(others, no, no))).toEqual(['same 2 4']);
  });
});

describe('who somebody is', () => {
  const names = { asksNames: true, probabilitySame: () => 0 };

  test('is asked by name where there is a suggestion, else openly; the bigger one first', () => {
    const suggestions = [{ identity: 2, personId: 'lisa', probability: 0.8 }];
    expect(keys(asking({ ...names, suggestions }))).toEqual(['who 1', 'is 2 lisa', 'who 2', 'who 4']);
  });

  test('is not asked of those who are settled, nor the name that somebody rejected', () => {
    const suggestions = [{ identity: 2, personId: 'lisa', probability: 0.8 }];
    const rejected = asking({ ...names, suggestions }, { kind: 'reject', identity: 2, personId: 'lisa' });
    expect(keys(rejected)).toEqual(['who 1', 'who 2', 'who 4']);
    const settled = asking(
      names,
      { kind: 'ignore', identity: 1, as: 'poster' },
      { kind: 'rename', identity: 2, name: 'the waiter' },
      { kind: 'assign', identity: 4, personId: null },
    );
    expect(keys(settled)).toEqual([]);
    expect(chooseQuestions(settled)).toMatchObject({ seconds: 50, settledSeconds: 50 });
  });
});

describe('whether some do not belong', () => {
  const cuts = [{ identity: 1, tracks: [1], seconds: 20, probability: 0.4 }];
  const cutting = { cuts, probabilitySame: () => 0 };

  test('is asked where a cut is likely', () => {
    const { questions, settledSeconds } = chooseQuestions(asking(cutting));
    expect(questions).toEqual([
      { question: { kind: 'which-not', identity: 1, tracks: [1] }, probability: 0.4, seconds: 8, ...ONCE },
    ]);
    expect(settledSeconds).toBe(142);
  });

  test('is not asked when somebody said that all are one person’s', () => {
    expect(keys(asking(cutting, { kind: 'one-person', identity: 1 }))).toEqual([]);
  });
});

describe('whose a track is that nobody has', () => {
  const loose = [{ track: 9, seconds: 30, look: at(80) }];

  test('is asked with those it is most like, and all its seconds are in doubt', () => {
    const input = asking({ loose, probabilitySame: () => 0 });
    const { questions, seconds, settledSeconds } = chooseQuestions(input);
    expect(questions).toEqual([
      { question: { kind: 'whose', track: 9, candidates: [4, 2, 1] }, probability: 0.9, seconds: 27, ...ONCE },
    ]);
    expect(seconds).toBe(180);
    expect(settledSeconds).toBe(150);
  });

  test('is hardly whom it was seen with', () => {
    const input = asking({ loose, trackSeenWith: new Map([['9 4', 2]]) });
    const [asked] = chooseQuestions(input).questions.filter(({ question }) => question.kind === 'whose');
    expect(asked?.question).toMatchObject({ candidates: [2, 4, 1] });
  });
});
