/** The page of an episode: the video with who is in it, and when. */

import type { Episode } from '../../../server/contract/episodes.ts';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { useEpisode, useShownRun } from '../episodes/use-episode.ts';
import { Player } from './player.tsx';

export function PlayerPage() {
  const { data: episode } = useEpisode();
  return episode ? <PlayerOf episode={episode} /> : <PageSkeleton />;
}

function PlayerOf({ episode }: { readonly episode: Episode }) {
  const runId = useShownRun(episode);
  // Another video is another clock: everything begins anew.
  return <Player key={`${episode.id} ${episode.video?.id}`} episode={episode} runId={runId} />;
}
