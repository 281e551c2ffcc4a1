import { useSearch } from '@tanstack/react-router';
import { useViewChange } from '../../lib/use-view-change.ts';
import { changedView, type EpisodesView } from './episodes-view.ts';

type Change = { [Key in keyof EpisodesView]?: EpisodesView[Key] | undefined };

/** What the address says, and the way to another address. */
export function useEpisodesView() {
  const view = useSearch({ from: '/shell/episodes' });
  const changeView = useViewChange<EpisodesView>();
  /** `isTyping`: the address of every letter need not be gone back through. */
  const change = (patch: Change, { isTyping = false } = {}) =>
    changeView((before) => changedView(before, patch), { isStep: !isTyping });
  return { view, change };
}
