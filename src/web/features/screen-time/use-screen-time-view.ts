import { useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { present } from '../../lib/search-values.ts';
import { useViewChange } from '../../lib/use-view-change.ts';
import type { ScreenTimeView } from './screen-time-view.ts';

type ViewChange = { [Key in keyof ScreenTimeView]?: ScreenTimeView[Key] | undefined };

/** What the address says, and how it is changed: in place, not as a further step of the browser's history. */
export function useScreenTimeView() {
  const view = useSearch({ from: '/shell/episodes/$id/screen-time' });
  const changeView = useViewChange<ScreenTimeView>();
  const change = useCallback(
    (patch: ViewChange) => changeView((before) => present({ ...before, ...patch })),
    [changeView],
  );
  return { view, change };
}
