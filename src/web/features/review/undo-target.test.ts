import { expect, it } from 'vitest';
import { toRedo, toUndo } from './undo-target.ts';

const body = { kind: 'lock', identity: 1, locked: true } as const;
const edit = (id: string, isUndone = false) => ({ id, body, undoes: null, isUndone });
const undo = (id: string, undoes: string, isUndone = false) => ({ id, body: null, undoes, isUndone });

it('undo means the last edit that still counts', () => {
  expect(toUndo([undo('u', 'b'), edit('b', true), edit('a')])).toBe('a');
  expect(toUndo([edit('c'), undo('u', 'b'), edit('b', true), edit('a')])).toBe('c');
  expect(toUndo([undo('u', 'a'), edit('a', true)])).toBeNull();
});

it('redo means the edit that was undone last and still is', () => {
  expect(toRedo([undo('v', 'a'), undo('u', 'b'), edit('b', true), edit('a', true)])).toBe('a');
  expect(toRedo([edit('a')])).toBeNull();
});

it('what was done again need not be, and what was undone after that can be', () => {
  const again = [undo('w', 'u'), undo('u', 'a', true), edit('a')];
  expect(toRedo(again)).toBeNull();
  expect(toRedo([undo('x', 'w'), undo('w', 'u', true), undo('u', 'a'), edit('a', true)])).toBe('a');
});

it('of an edit of somebody else it is known that it was taken back', () => {
  expect(toRedo([undo('u', 'theirs')])).toBe('theirs');
});
