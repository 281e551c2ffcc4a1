import { useSearch } from '@tanstack/react-router';
import { useViewChange } from '../../lib/use-view-change.ts';
import { type CastChange, type CastView, changedView } from './cast-view.ts';

/** What the address says, and the way to another address. */
export function useCastView() {
  const view = useSearch({ from: '/shell/cast' });
  const changeView = useViewChange<CastView>();
  /** `isStep: false`: the browser's Back does not lead to how it was before. */
  const change = (patch: CastChange, { isStep = true } = {}) =>
    changeView((before) => changedView(before, patch), { isStep });
  return { view, change };
}
