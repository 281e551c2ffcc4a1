/** What can be done to episodes, with what is on the page changed before the server has answered. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Episode } from '../../../server/contract/episodes.ts';
import { useTrpc, useTrpcClient } from '../../trpc.ts';

interface EpisodePage {
  readonly items: Episode[];
  readonly total: number;
}
export type Profile = 'fast' | 'balanced' | 'accurate';

export function useEpisodeActions() {
  const trpc = useTrpc();
  const api = useTrpcClient();
  const cache = useQueryClient();
  const lists = { queryKey: trpc.episodes.list.queryKey() };
  const readAgain = () => void cache.invalidateQueries({ queryKey: trpc.episodes.pathKey() });

  /** Changes an episode wherever it is listed; null takes it out. */
  const show = async (id: string, change: (episode: Episode) => Episode | null): Promise<void> => {
    // What is being read just now would put back what was before.
    await cache.cancelQueries(lists);
    cache.setQueriesData<EpisodePage>(lists, (page) => page && withChange(page, id, change));
  };

  const rename = useMutation({
    mutationFn: (wanted: { id: string; version: number; title: string | null; airDate: string | null }) =>
      api.episodes.change.mutate(wanted),
    onMutate: ({ id, title, airDate }) => show(id, (episode) => ({ ...episode, title, airDate })),
    onSettled: readAgain,
  });

  const archive = async (id: string, archived: boolean): Promise<void> => {
    await show(id, () => null);
    await api.episodes.archive.mutate({ id, archived });
  };
  const remove = async (id: string): Promise<void> => {
    await api.episodes.delete.mutate({ id, confirm: id });
    await show(id, () => null);
  };
  const analyse = async (id: string, profile: Profile): Promise<void> => {
    await api.analysis.begin.mutate({ id, profile });
  };
  return { rename, archive, remove, analyse, readAgain };
}

function withChange(
  { items, total }: EpisodePage,
  id: string,
  change: (episode: Episode) => Episode | null,
): EpisodePage {
  const changed = items.flatMap((episode) => {
    const after = episode.id === id ? change(episode) : episode;
    return after === null ? [] : [after];
  });
  return { items: changed, total: total - (items.length - changed.length) };
}
