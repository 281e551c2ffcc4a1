import { useCallback, useState } from 'react';
import { type Choice, chosen, NO_CHOICE, settledIn } from './choice.ts';

/**
 * What is chosen in a list that changes.
 *
 * @param shown the same array as long as the list is the same.
 * @param begin where one begins, instead of at the first item.
 */
export function useChoice(shown: readonly number[], begin?: number): readonly [Choice, (choice: Choice) => void] {
  const [held, setHeld] = useState<{ choice: Choice; shown: readonly number[] }>({ choice: NO_CHOICE, shown: [] });
  let { choice } = held;
  if (held.shown !== shown) {
    const first = begin !== undefined && shown.includes(begin) ? begin : shown[0];
    // There is always a current one, so that a key can be pressed at once.
    const isNew = choice.cursor === null && first !== undefined;
    choice = isNew ? chosen(first) : settledIn(choice, held.shown, shown);
    setHeld({ choice, shown });
  }
  const set = useCallback((next: Choice) => setHeld((before) => ({ ...before, choice: next })), []);
  return [choice, set];
}
