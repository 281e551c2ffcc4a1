import { describe, expect, it } from 'vitest';
import { groupQuestions } from './group-questions.ts';
import type { AskedQuestion } from './questions.ts';
import { keyOfPair } from './seen-together.ts';

const PLAIN = { isAgain: false, isTwiceInAFrame: false } as const;
const pair = (bigger: number, number: number, probability: number, seconds: number): AskedQuestion => ({
  question: { kind: 'same-person', identities: [bigger, number] },
  probability,
  seconds,
  ...PLAIN,
});
const whose = (track: number, seconds: number): AskedQuestion => ({
  question: { kind: 'whose', track, candidates: [1] },
  probability: 0.9,
  seconds,
  ...PLAIN,
});
const none = { seenTogether: new Map(), passed: new Set<string>() };
const kinds = (questions: readonly AskedQuestion[]) => questions.map(({ question }) => question.kind);

describe('questions in groups', () => {
  it('asks at once about those that may be one person, the likely ones marked', () => {
    const [group, ...rest] = groupQuestions([pair(1, 2, 0.9, 30), pair(1, 3, 0.2, 20), pair(1, 4, 0.6, 10)], none);
    expect(rest).toEqual([]);
    expect(group).toMatchObject({ seconds: 60, probability: expect.closeTo(1 - 0.1 * 0.8 * 0.4, 9) });
    expect(group?.question).toEqual({
      kind: 'which-same',
      identity: 1,
      candidates: [
        { number: 2, probability: 0.9, isMarked: true, ...PLAIN },
        { number: 3, probability: 0.2, isMarked: false, ...PLAIN },
        { number: 4, probability: 0.6, isMarked: true, ...PLAIN },
      ],
    });
  });

  it('leaves a pair alone where nothing else is worth a look beside it', () => {
    expect(kinds(groupQuestions([pair(1, 2, 0.9, 30), pair(3, 4, 0.9, 20)], none))).toEqual([
      'same-person',
      'same-person',
    ]);
    const little = groupQuestions([pair(1, 2, 0.9, 30), pair(1, 3, 0.9, 25), pair(1, 4, 0.9, 1)], none);
    expect(kinds(little)).toEqual(['which-same', 'same-person']);
    expect(little[1]?.question).toMatchObject({ identities: [1, 4] });
  });

  it('marks one at most of two who were seen together', () => {
    const seenTogether = new Map([[keyOfPair(2, 3), 4]]);
    const [group] = groupQuestions([pair(1, 2, 0.8, 30), pair(1, 3, 0.9, 20)], { ...none, seenTogether });
    expect(group?.question).toMatchObject({
      candidates: [
        { number: 2, isMarked: false },
        { number: 3, isMarked: true },
      ],
    });
  });

  it('counts the keys that have to be pressed', () => {
    // About one of the two marks is wrong: two keys for 40 s, and one for 25.
    const unsure = groupQuestions([pair(1, 2, 0.5, 20), pair(1, 3, 0.5, 20), whose(7, 25)], none);
    expect(kinds(unsure)).toEqual(['whose', 'which-same']);
    const sure = groupQuestions([pair(1, 2, 0.95, 20), pair(1, 3, 0.95, 20), whose(7, 25)], none);
    expect(kinds(sure)).toEqual(['which-same', 'whose']);
  });

  it('is not asked again what was passed over, and has six candidates at most', () => {
    const eight = Array.from({ length: 8 }, (_, index) => pair(1, index + 2, 0.9, 20));
    const asked = groupQuestions(eight, none);
    expect(kinds(asked)).toEqual(['which-same', 'same-person', 'same-person']);
    const passed = new Set(['which 1 2,3,4,5,6,7']);
    expect(kinds(groupQuestions(eight, { ...none, passed }))).toEqual(['same-person', 'same-person']);
  });
});
