import { useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { present } from '../../lib/search-values.ts';
import { useViewChange } from '../../lib/use-view-change.ts';
import type { ExportsView } from './exports-view.ts';

export type ExportsChange = { [Key in keyof ExportsView]?: ExportsView[Key] | undefined };

export function useExportsView() {
  const view = useSearch({ from: '/shell/episodes/$id/exports' });
  const changeView = useViewChange<ExportsView>();
  const change = useCallback(
    (patch: ExportsChange) => changeView((before) => present({ ...before, ...patch })),
    [changeView],
  );
  return { view, change };
}
