import { useSearch } from '@tanstack/react-router';
import { useViewChange } from '../../lib/use-view-change.ts';
import { changedSearch, type SearchChange, type SearchView } from './search-view.ts';

/** What the address says, and the way to another address; Back leads to the search before. */
export function useSearchView() {
  const view = useSearch({ from: '/shell/search' });
  const changeView = useViewChange<SearchView>();
  const change = (patch: SearchChange) => changeView((before) => changedSearch(before, patch), { isStep: true });
  /** Something else is searched for; how far stays. */
  const searchFor = (sought: Pick<SearchChange, 'run' | 'face' | 'photo'>) =>
    changeView(({ show, reach }) => changedSearch({}, { ...sought, show, reach }), { isStep: true });
  return { view, change, searchFor };
}
