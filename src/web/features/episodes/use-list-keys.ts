/** The list by keyboard: what has the focus is the current episode, so that Enter opens it and screen readers say it. */
import type { RefObject } from 'react';
import { useShortcuts } from '../../lib/shortcuts.tsx';

interface ListKeys {
  readonly listRef: RefObject<HTMLElement | null>;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onToggle: (id: string, isRange: boolean) => void;
  readonly onClear: () => void;
  readonly canChoose: boolean;
}

export function useListKeys({ listRef, searchRef, onToggle, onClear, canChoose }: ListKeys): void {
  const links = () => [...(listRef.current?.querySelectorAll<HTMLElement>('[data-episode]') ?? [])];
  /** Of the row that the focus is in, on whatever of it. */
  const current = () => {
    const item = document.activeElement?.closest('tr, li');
    return links().findIndex((link) => item?.contains(link));
  };
  const move = (step: number) => {
    const all = links();
    const at = current();
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
    all[next]?.focus();
  };
  const choose = (isRange: boolean) => {
    const id = links()[current()]?.dataset['episode'];
    if (id !== undefined) onToggle(id, isRange);
  };
  useShortcuts('Episodes', [
    { keys: '/', label: 'Search', run: () => searchRef.current?.select() },
    { keys: 'j', label: 'Next episode', run: () => move(1) },
    { keys: 'k', label: 'Episode before', run: () => move(-1) },
    { keys: 'ArrowDown', label: 'Next episode', run: () => move(1) },
    { keys: 'ArrowUp', label: 'Episode before', run: () => move(-1) },
    ...(canChoose
      ? [
          { keys: 'x', label: 'Choose the episode', run: () => choose(false) },
          { keys: 'Shift+X', label: 'Choose from the last chosen to here', run: () => choose(true) },
          { keys: 'Escape', label: 'Choose none', run: onClear },
        ]
      : []),
  ]);
}
