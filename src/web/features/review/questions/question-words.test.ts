import { describe, expect, it } from 'vitest';
import { namesOf } from '../identity-names.ts';
import { identity, LISA } from '../made-up-state.test-support.ts';
import { isPerson, samePerson, who } from './made-up-question.test-support.ts';
import { claimWords, markedWords, questionNotes, questionWords } from './question-words.ts';

const names = namesOf({ identities: [identity(1, { person: LISA }), identity(2)], cast: [] });
const mixed = (number: number) => ({ ...who(number), kind: 'which-not' as const });

describe('a question', () => {
  it('is asked in one sentence', () => {
    expect(questionWords(samePerson(1, 2), names)).toBe('Are these the same person?');
    expect(questionWords(samePerson(1, 2, { isTwiceInAFrame: true }), names)).toBe(
      'Is this the same person, twice in the picture?',
    );
    expect(questionWords(isPerson(2), names)).toBe('Is this Lisa Rinna?');
    expect(questionWords(who(2), names)).toBe('Who is this?');
    const among = { ...samePerson(1, 2), kind: 'which-same' as const };
    expect(questionWords(among, names)).toBe('Which of these are the same person as Lisa Rinna?');
    expect([0, 1, 3].map(markedWords)).toEqual(['Mark them first', 'The marked one is', 'The 3 marked are']);
    expect(questionWords(mixed(1), names)).toBe('Which of these is not Lisa Rinna?');
    expect(questionWords(mixed(2), names)).toBe('Which of these does not belong?');
  });

  it('comes with what is known against a yes', () => {
    expect(questionNotes(samePerson(1, 2))).toEqual([]);
    const among = { ...samePerson(1, 2), kind: 'which-same' as const };
    expect(questionNotes(among)).toEqual([expect.stringContaining('not marked is somebody else')]);
    expect(questionNotes(samePerson(1, 2, { isTwiceInAFrame: true, isAgain: true }))).toEqual([
      expect.stringContaining('in one frame'),
      expect.stringContaining('said no already'),
    ]);
  });

  it('says what a yes would mean', () => {
    expect(claimWords(samePerson(1, 2), names)).toBe('Person 2 and Lisa Rinna are one person');
    expect(claimWords(isPerson(2), names)).toBe('Person 2 is Lisa Rinna');
  });
});
