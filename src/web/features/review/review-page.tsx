import type { Episode } from '../../../server/contract/episodes.ts';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { NoResult } from '../episodes/no-result.tsx';
import { useEpisode, useShownRun } from '../episodes/use-episode.ts';
import { ReviewOf } from './review.tsx';

export function ReviewPage() {
  const { data: episode } = useEpisode();
  return episode ? <OfEpisode episode={episode} /> : <PageSkeleton />;
}

function OfEpisode({ episode }: { readonly episode: Episode }) {
  const runId = useShownRun(episode);
  // Another run has other stacks: everything begins anew.
  return runId === null ? <NoResult episode={episode} /> : <ReviewOf key={runId} episode={episode} runId={runId} />;
}
