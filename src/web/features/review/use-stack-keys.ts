import { type RefObject, useEffect, useRef } from 'react';
import { type Shortcut, useShortcuts } from '../../lib/shortcuts.tsx';
import { type Choice, moved, toggledMark } from './choice.ts';
import type { StackActions } from './use-stack-actions.ts';

interface StackKeys {
  /** Whether keys are for the stacks just now. */
  readonly isOn: boolean;
  /** Nothing is asked: general keys work. */
  readonly isFree: boolean;
  readonly canEdit: boolean;
  readonly actions: StackActions;
  readonly choice: Choice;
  readonly setChoice: (choice: Choice) => void;
  readonly order: readonly number[];
  /** Stacks beside each other. */
  readonly columns: number;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onOpen: () => void;
  readonly onCloseDetail: () => void;
  readonly onHistory: () => void;
  readonly onConflicts: () => void;
}

/** The keys of the list of stacks. */
export function useStackKeys(keys: StackKeys): void {
  const { isOn, isFree, canEdit, actions, choice, setChoice, order, columns } = keys;
  const step = (by: number, marks = false) => setChoice(moved(choice, { by, marks }, order));
  const moving: Shortcut[] = [
    { keys: 'j', label: 'Next stack', run: () => step(1) },
    { keys: 'k', label: 'Stack before', run: () => step(-1) },
    { keys: 'ArrowRight', label: 'Next stack', run: () => step(1) },
    { keys: 'ArrowLeft', label: 'Stack before', run: () => step(-1) },
    { keys: 'ArrowDown', label: 'Stack below', run: () => step(columns) },
    { keys: 'ArrowUp', label: 'Stack above', run: () => step(-columns) },
    { keys: 'Home', label: 'First stack', run: () => step(-order.length) },
    { keys: 'End', label: 'Last stack', run: () => step(order.length) },
    { keys: 'Enter', label: 'Its tracks and faces', run: keys.onOpen },
    { keys: 'v', label: 'Two or three side by side', run: actions.compare },
    {
      keys: 'Escape',
      label: 'No marks; then close the tracks',
      run: () => (choice.marked.size > 0 ? setChoice({ ...choice, marked: new Set() }) : keys.onCloseDetail()),
    },
  ];
  const marking: Shortcut[] = [
    {
      keys: 'Space',
      label: 'Mark the stack',
      run: () => choice.cursor !== null && setChoice(toggledMark(choice, choice.cursor)),
    },
    { keys: 'Shift+ArrowRight', label: 'Mark to the next stack', run: () => step(1, true) },
    { keys: 'Shift+ArrowLeft', label: 'Mark to the stack before', run: () => step(-1, true) },
    { keys: 'Shift+ArrowDown', label: 'Mark down', run: () => step(columns, true) },
    { keys: 'Shift+ArrowUp', label: 'Mark up', run: () => step(-columns, true) },
    { keys: '*', label: 'Mark all that are shown', run: () => setChoice({ ...choice, marked: new Set(order) }) },
  ];
  const editing: Shortcut[] = [
    { keys: 'a', label: 'Say who it is (or type a name that begins with a capital)', run: () => actions.who() },
    { keys: 'c', label: 'Confirm who is suggested', run: actions.confirm },
    { keys: 'r', label: 'Never who is suggested, else ask whom', run: actions.never },
    { keys: 'm', label: 'Merge the marked ones', run: actions.merge },
    { keys: 'd', label: 'The two are different people', run: actions.different },
    { keys: 'o', label: 'Separate outliers', run: actions.outliers },
    { keys: 'i', label: 'Ignore: extra, picture or screen', run: actions.ignore },
    { keys: 'n', label: 'Name without the cast', run: actions.name },
    { keys: 'l', label: 'Lock, or unlock', run: actions.lock },
    { keys: 'x', label: 'No face: all of its tracks', run: () => void actions.notAFace() },
  ];
  useShortcuts('Stacks', isOn ? [...moving, ...(canEdit ? [...marking, ...editing] : [])] : []);
  const general: Shortcut[] = [
    { keys: '/', label: 'Search by name', run: () => keys.searchRef.current?.select() },
    { keys: 'h', label: 'History', run: keys.onHistory },
    { keys: '!', label: 'Conflicts', run: keys.onConflicts },
  ];
  const undoing: Shortcut[] = [
    { keys: 'z', label: 'Undo my last edit', run: actions.undo },
    { keys: 'Shift+Z', label: 'Redo', run: actions.redo },
    { keys: 'Mod+Z', label: 'Undo my last edit', run: actions.undo },
  ];
  useShortcuts('Review', isFree ? [...general, ...(canEdit ? undoing : [])] : []);
  useCapitalLetters(isOn && canEdit ? actions.who : null);
}

/** Names begin with one: whoever types it means somebody. Keys that are shortcuts are taken before. */
function useCapitalLetters(onLetter: ((letter: string) => void) | null): void {
  const newest = useRef(onLetter);
  useEffect(() => {
    newest.current = onLetter;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, target, defaultPrevented, isComposing } = event;
      const isTyping =
        target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
      if (defaultPrevented || isComposing || ctrlKey || metaKey || altKey || isTyping || !/^\p{Lu}$/u.test(key)) return;
      if (!newest.current) return;
      event.preventDefault();
      newest.current(key);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
