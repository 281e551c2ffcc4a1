import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import type { Episode } from '../../../server/contract/episodes.ts';
import { useTrpc } from '../../trpc.ts';

/** The episode that the address names. */
export function useEpisode() {
  const { id } = useParams({ from: '/shell/episodes/$id' });
  const trpc = useTrpc();
  return useQuery(trpc.episodes.get.queryOptions({ id }));
}

/** Id of the run whose result is shown: the one that the address names, else the active one; null: there is no result yet. */
export function useShownRun(episode: Episode): string | null {
  const { run } = useSearch({ from: '/shell/episodes/$id' });
  return run ?? episode.activeRun?.id ?? null;
}

export const episodeTitle = ({
  title,
  show,
  season,
  number,
}: Pick<Episode, 'title' | 'show' | 'season' | 'number'>): string =>
  title ?? `${show.title} · season ${season}, episode ${number}`;

export const isBeingAnalysed = ({ latestRun }: Pick<Episode, 'latestRun'>): boolean =>
  latestRun !== null && ['queued', 'running', 'interrupted'].includes(latestRun.state);
