import { useSearch } from '@tanstack/react-router';
import { present } from '../../../lib/search-values.ts';
import { useViewChange } from '../../../lib/use-view-change.ts';
import type { QuestionsView } from './questions-view.ts';

/** What the address says, and how it is changed: in place. */
export function useQuestionsView() {
  const view = useSearch({ from: '/shell/episodes/$id/review/questions' });
  const changeView = useViewChange<QuestionsView>();
  const change = (patch: { [Key in keyof QuestionsView]?: QuestionsView[Key] | undefined }) =>
    changeView((before) => present({ ...before, ...patch }));
  return { view, change };
}
