import { expect, it } from 'vitest';
import type { EditBodyShape, LoggedEditShape } from '../../../server/contract/review.ts';
import { conflictWords } from './conflict-sentences.ts';
import { entrySentence, identitiesOf, list, sentenceOf } from './edit-sentences.ts';
import { namesOf } from './identity-names.ts';
import { identity, KYLE, LISA, stateOf } from './made-up-state.test-support.ts';
import { outcomeWords } from './outcome-words.ts';

const STATE = stateOf([identity(1, { person: LISA }), identity(2), identity(3, { name: 'Waiter' })]);
const names = namesOf({ identities: STATE.identities, cast: [KYLE] });

it.each<[EditBodyShape, string]>([
  [{ kind: 'merge', into: 1, from: [2, 12] }, 'Merged Person 2 and Person 12 into Lisa Rinna'],
  [{ kind: 'assign', identity: 2, personId: KYLE.id }, 'Said that Person 2 is Kyle Richards'],
  [{ kind: 'assign', identity: 1, personId: LISA.id }, 'Said that Person 1 is Lisa Rinna'],
  [{ kind: 'assign', identity: 2, personId: null }, 'Said that Person 2 is nobody of the cast'],
  [{ kind: 'assign-tracks', tracks: [4, 5], personId: KYLE.id }, 'Said that 2 tracks show Kyle Richards'],
  [{ kind: 'not-a-face', tracks: [4] }, 'Said that track 4 shows no face'],
  [{ kind: 'rename', identity: 3, name: 'Waiter' }, 'Called Person 3 “Waiter”'],
  [{ kind: 'move-faces', faces: [1], to: 'new' }, 'Moved 1 face to a new person'],
  [{ kind: 'move-tracks', tracks: [1, 2], to: 3 }, 'Moved 2 tracks to Waiter'],
  [{ kind: 'ignore', identity: 2, as: 'screen' }, 'Ignored Person 2 as somebody on a screen'],
  [{ kind: 'different', identities: [1, 2] }, 'Said that Lisa Rinna and Person 2 are different people'],
  [{ kind: 'set-bounds', track: 4, firstSeconds: 61.25, lastSeconds: 63 }, 'Set track 4 to 1:01.2 – 1:03.0'],
])('%o reads as a sentence', (edit, sentence) => expect(sentenceOf(edit, names)).toBe(sentence));

const entry = (values: Partial<LoggedEditShape>): LoggedEditShape => ({
  id: 'e1',
  seq: 1,
  body: null,
  undoes: null,
  author: { id: 'a', name: 'Ann' },
  reason: null,
  madeAt: '2026-01-01T00:00:00Z',
  runId: null,
  effectSeconds: null,
  isUndone: false,
  outcome: null,
  overrules: [],
  ...values,
});
const confirm = entry({ body: { kind: 'confirm', identity: 2, personId: KYLE.id } });

it('an undo says what it takes back, as far as that is known', () => {
  const undo = entry({ undoes: 'e1' });
  expect(entrySentence(undo, names, confirm)).toBe('Undid: Confirmed that Person 2 is Kyle Richards');
  expect(entrySentence(undo, names)).toBe('Undid an earlier edit');
  expect(entrySentence(undo, names, entry({ undoes: 'e0' }))).toBe('Did again what was undone');
});

it('many names are shortened', () => {
  expect(list(['a', 'b', 'a'])).toBe('a and b');
  expect(list(['a', 'b', 'c', 'd'])).toBe('a, b, c and d');
  expect(list(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
});

it('leads only to stacks that still exist', () => {
  expect(identitiesOf({ kind: 'merge', into: 1, from: [2, 12] }, STATE)).toEqual([1, 2]);
  expect(identitiesOf({ kind: 'not-a-face', tracks: [1] }, STATE)).toEqual([]);
});

it('a conflict says between which edits it is, and what to do', () => {
  const other = entry({
    id: 'e2',
    body: { kind: 'assign', identity: 2, personId: LISA.id },
    author: { id: 'b', name: 'Bo' },
  });
  const edits = new Map([confirm, other].map((each) => [each.id, each]));
  const { what, remedy } = conflictWords(
    { kind: 'overrules', edits: ['e2', 'e1'], identities: [], tracks: [] },
    names,
    edits,
  );
  expect(what).toBe(
    '“Said that Person 2 is Lisa Rinna” (Bo) says something else than “Confirmed that Person 2 is Kyle Richards” (Ann). The later one counts.',
  );
  expect(remedy).toContain('Undo');
  const twice = conflictWords({ kind: 'twice-in-a-frame', edits: [], identities: [1], tracks: [4, 9] }, names, edits);
  expect(twice.what).toBe('Lisa Rinna is in two places of one frame (tracks 4 and 9).');
});

it('what was not taken as it was meant is told, what was is not', () => {
  const edits: EditBodyShape[] = [
    { kind: 'lock', identity: 1, locked: true },
    { kind: 'confirm', identity: 2, personId: KYLE.id },
  ];
  const outcome = { id: 'e', seq: 1, outcome: 'applied', overrules: [], effectSeconds: 0, made: null } as const;
  const applied = { ...outcome, overrules: [] };
  expect(outcomeWords(edits, [applied, applied], names)).toBeNull();
  expect(outcomeWords(edits, [applied, { ...applied, outcome: 'locked' }], names)).toBe(
    '“Confirmed that Person 2 is Kyle Richards” had no effect: it is locked. Unlock it first (L), then say it again.',
  );
  expect(outcomeWords(edits, [applied, { ...applied, overrules: ['x'] }], names)).toContain('against an earlier edit');
});
