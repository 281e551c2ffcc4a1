import { useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useViewChange } from '../../lib/use-view-change.ts';
import type { PlayerView } from './player-view.ts';
import type { Interval } from './spans.ts';

type Change = { [Key in keyof PlayerView]?: PlayerView[Key] | undefined };

/** Addresses hold milliseconds: shorter ones can be read, and no frame is as short. */
const inAddress = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** The state of the view in the address, and how it is changed: in place, not as a further step of the browser's history. */
export function usePlayerView() {
  const view = useSearch({ from: '/shell/episodes/$id/' });
  const changeView = useViewChange<PlayerView>();
  const change = useCallback(
    (patch: Change) => {
      const rounded = Object.entries(patch).map(([key, value]) => [
        key,
        typeof value === 'number' ? inAddress(value) : value,
      ]);
      changeView((before) => ({ ...before, ...Object.fromEntries(rounded) }));
    },
    [changeView],
  );
  const hidden = useMemo(() => new Set(view.hide?.split(',') ?? []), [view.hide]);
  const { from, to } = view;
  const range = useMemo(
    (): Interval | null => (from !== undefined && to !== undefined && to > from ? { start: from, end: to } : null),
    [from, to],
  );
  return { view, change, hidden, range };
}
