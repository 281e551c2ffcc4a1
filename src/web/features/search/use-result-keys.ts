import type { RefObject } from 'react';
import { useShortcuts } from '../../lib/shortcuts.tsx';

interface ResultKeys {
  readonly resultsRef: RefObject<HTMLElement | null>;
  readonly onChoose: () => void;
}

/** The arrows go from moment to moment, Enter opens one, as with any link. */
export function useResultKeys({ resultsRef, onChoose }: ResultKeys): void {
  const go = (by: number): void => {
    const moments = [...(resultsRef.current?.querySelectorAll<HTMLElement>('[data-moment]') ?? [])];
    const at = moments.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? (by > 0 ? 0 : moments.length - 1) : at + by;
    moments[Math.min(moments.length - 1, Math.max(0, next))]?.focus();
  };
  useShortcuts('Faces', [
    { keys: 'o', label: 'Choose a picture', run: onChoose },
    { keys: 'ArrowRight', label: 'Next moment', run: () => go(1) },
    { keys: 'ArrowLeft', label: 'Moment before', run: () => go(-1) },
  ]);
}
