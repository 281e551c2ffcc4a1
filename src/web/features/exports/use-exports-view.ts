import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { present } from '../../lib/search-values.ts';
import type { ExportsView } from './exports-view.ts';

export type ExportsChange = { [Key in keyof ExportsView]?: ExportsView[Key] | undefined };

export function useExportsView() {
  const view = useSearch({ from: '/shell/episodes/$id/exports' });
  const navigate = useNavigate({ from: '/episodes/$id/exports' });
  const change = useCallback(
    (patch: ExportsChange) =>
      void navigate({
        to: '.',
        search: (before) => present({ ...before, ...patch }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return { view, change };
}
