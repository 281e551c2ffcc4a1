import { useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { present } from '../../lib/search-values.ts';
import { useViewChange } from '../../lib/use-view-change.ts';
import type { ReviewView } from './review-view.ts';

export type ViewPatch = { [Key in keyof ReviewView]?: ReviewView[Key] | undefined };

/** What the address says, and how it is changed: in place, not as a further step of the browser's history. */
export function useReviewView() {
  const view = useSearch({ from: '/shell/episodes/$id/review' });
  const changeView = useViewChange<ReviewView>();
  const change = useCallback(
    (patch: ViewPatch) => changeView((before) => present({ ...before, ...patch })),
    [changeView],
  );
  return { view, change };
}
