import { describe, expect, it } from 'vitest';
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';
import {
  type AskEvent,
  afterEvent,
  answersIn,
  lastStanding,
  NEW_SESSION,
  nextQuestions,
  passedIn,
  passedToSend,
} from './ask-session.ts';
import { isPerson, samePerson, who } from './made-up-question.test-support.ts';

const sitting = (...events: AskEvent[]) => events.reduce(afterEvent, NEW_SESSION);
const said = (id: string, question: ReviewQuestion, answer: 'yes' | 'no' | 'name' | 'pass' = 'yes'): AskEvent => ({
  type: 'said',
  id,
  question,
  answer,
  gone: answer === 'yes' && question.yes?.kind === 'merge' ? question.yes.from : [],
});
const keys = (questions: readonly ReviewQuestion[]) => questions.map(({ key }) => key);
const pair = samePerson(1, 2);
const list = { seq: 4, items: [pair, samePerson(1, 3), samePerson(2, 5), isPerson(2), who(2), who(1)] };

describe('the next question', () => {
  it('is the first of the list', () => {
    expect(keys(nextQuestions(NEW_SESSION, list))[0]).toBe('same 1 2');
  });

  it('stays the one that is looked at, though the list has others before it', () => {
    expect(keys(nextQuestions(NEW_SESSION, list, who(1))).slice(0, 2)).toEqual(['who 1', 'same 1 2']);
    expect(keys(nextQuestions(NEW_SESSION, list, who(9)))[0]).toBe('same 1 2');
  });

  it('is none that an answer on its way has done away with', () => {
    expect(keys(nextQuestions(sitting(said('a', pair)), list))).toEqual(['same 1 3', 'who 1']);
    expect(keys(nextQuestions(sitting(said('a', pair, 'no')), list))).toHaveLength(5);
    const named = sitting(said('a', who(2), 'name'));
    expect(keys(nextQuestions(named, list))).toEqual(['same 1 2', 'same 1 3', 'same 2 5', 'who 1']);
  });

  it('is what the server says once its list counts the answer in', () => {
    const session = sitting(said('a', pair, 'no'), { type: 'taken', id: 'a', edits: ['e'], seq: 5 });
    expect(keys(nextQuestions(session, list))).not.toContain('same 1 2');
    expect(keys(nextQuestions(session, { ...list, seq: 5 }))).toContain('same 1 2');
  });

  it('is the same again where the server has refused the answer', () => {
    const session = sitting(said('a', pair), { type: 'refused', id: 'a' });
    expect(keys(nextQuestions(session, list))[0]).toBe('same 1 2');
    expect(answersIn(session)).toEqual([]);
  });
});

describe('passing over', () => {
  it('lasts for the sitting, and is no answer', () => {
    const session = sitting(said('a', pair, 'pass'));
    expect(keys(nextQuestions(session, { ...list, seq: 99 }))).not.toContain('same 1 2');
    expect(passedIn(session)).toEqual(['same 1 2']);
    expect(answersIn(session)).toEqual([]);
  });

  it('is told to the server as far as it fits an address, the newest first', () => {
    const passed = ['x'.repeat(2_000), 'y'.repeat(2_000), 'z'];
    expect(passedToSend(passed)).toEqual(passed.slice(1));
    expect(passedToSend([])).toEqual([]);
  });
});

describe('undo', () => {
  const session = sitting(
    said('a', pair),
    { type: 'taken', id: 'a', edits: ['e1'], seq: 5 },
    said('b', samePerson(1, 3), 'pass'),
  );

  it('takes back the last first, be it a pass or an answer', () => {
    expect(lastStanding(session)?.id).toBe('b');
    const once = afterEvent(session, { type: 'undone', id: 'b' });
    expect(lastStanding(once)).toMatchObject({ id: 'a', edits: ['e1'] });
    expect(passedIn(once)).toEqual([]);
    const twice = afterEvent(once, { type: 'undone', id: 'a' });
    expect(lastStanding(twice)).toBeUndefined();
    expect(answersIn(twice)).toEqual([]);
  });

  it('asks what was taken back again at once, though the list does not have it', () => {
    const undone = afterEvent(session, { type: 'undone', id: 'a' });
    const now = { seq: 5, items: [who(1)] };
    expect(keys(nextQuestions(undone, now, who(1)))).toEqual(['same 1 2', 'who 1']);
    const again = afterEvent(undone, said('c', pair, 'no'));
    expect(keys(nextQuestions(again, now))).toEqual(['who 1']);
  });

  it('of all leaves nothing answered and nothing passed', () => {
    const undone = afterEvent(session, { type: 'all-undone' });
    expect([answersIn(undone), passedIn(undone), undone.recalled]).toEqual([[], [], null]);
  });
});
