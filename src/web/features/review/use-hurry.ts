/** Lists that are scrolled so fast that nobody can see their pictures: those that come into view are loaded when it slows down. */
import { useCallback, useRef, useState } from 'react';

/** Pixels per millisecond: from two screens in a second on it is a hurry, which ends below half a screen. */
const FAST = 2;
const SLOW = 0.5;

interface Scrolled {
  readonly scrollOffset: number | null;
  readonly isScrolling: boolean;
}

/** `onChange` is told of every row that comes or goes, and of the end of scrolling. A jump from rest is no hurry. */
export function useHurry(): { readonly isHurried: boolean; readonly onChange: (list: Scrolled) => void } {
  const [isHurried, setHurried] = useState(false);
  const last = useRef({ offset: 0, atMs: 0 });
  const onChange = useCallback(({ scrollOffset, isScrolling }: Scrolled) => {
    const before = last.current;
    const now = { offset: scrollOffset ?? 0, atMs: performance.now() };
    last.current = now;
    const speed = Math.abs(now.offset - before.offset) / Math.max(1, now.atMs - before.atMs);
    setHurried((was) => isScrolling && speed > (was ? SLOW : FAST));
  }, []);
  return { isHurried, onChange };
}

/** Whether what is drawn in a list shows its pictures: once it does, it goes on. */
export function usePictures(isHurried: boolean): boolean {
  const [isShown, setShown] = useState(!isHurried);
  if (!isHurried && !isShown) setShown(true);
  return isShown || !isHurried;
}
