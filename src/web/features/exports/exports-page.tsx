import type { Episode } from '../../../server/contract/episodes.ts';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { NoResult } from '../episodes/no-result.tsx';
import { useEpisode, useShownRun } from '../episodes/use-episode.ts';
import { Exports } from './exports.tsx';

export function ExportsPage() {
  const { data: episode } = useEpisode();
  return episode ? <OfEpisode episode={episode} /> : <PageSkeleton />;
}

function OfEpisode({ episode }: { readonly episode: Episode }) {
  const runId = useShownRun(episode);
  return runId === null ? <NoResult episode={episode} /> : <Exports episode={episode} runId={runId} />;
}
