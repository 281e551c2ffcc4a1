/** What is being dragged: the browser does not tell before it is dropped. */
import { createContext, type RefObject, use } from 'react';
import type { Parts } from './plan-edits.ts';

export type Dragged =
  | { readonly kind: 'stacks'; readonly numbers: readonly number[] }
  | ({ readonly kind: 'parts' } & Parts);

/** One at a time on a page; null: nothing. */
export const DraggedContext = createContext<RefObject<Dragged | null>>({ current: null });

export const useDragged = (): RefObject<Dragged | null> => use(DraggedContext);

/** Begins to drag. @param words what it is, for other programs that it may be dropped on. */
export function beginDrag(
  event: React.DragEvent,
  dragged: RefObject<Dragged | null>,
  what: Dragged,
  words: string,
): void {
  dragged.current = what;
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData('text/plain', words);
}

export const mayDropOn = (dragged: Dragged | null, stack: number): boolean =>
  dragged !== null && !(dragged.kind === 'stacks' && dragged.numbers.includes(stack));
