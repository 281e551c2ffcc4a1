import { useNavigate, useSearch } from '@tanstack/react-router';
import { changedView, type EpisodesView } from './episodes-view.ts';

type Change = { [Key in keyof EpisodesView]?: EpisodesView[Key] | undefined };

/** What the address says, and the way to another address. */
export function useEpisodesView() {
  const view = useSearch({ from: '/shell/episodes' });
  const navigate = useNavigate({ from: '/episodes' });
  /** `isTyping`: the address of every letter need not be gone back through. */
  const change = (patch: Change, { isTyping = false } = {}) =>
    void navigate({ search: (before) => changedView(before, patch), replace: isTyping });
  return { view, change };
}
