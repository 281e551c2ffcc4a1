/** How far the analysis of an episode is, live; leads to the run. */
import { Group, Progress, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Episode } from '../../../server/contract/episodes.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { useLiveRun } from '../../lib/live-events.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';

export function EpisodeState({ episode }: { readonly episode: Pick<Episode, 'id' | 'video' | 'latestRun'> }) {
  const { id, video, latestRun } = episode;
  const live = useLiveRun(latestRun?.id);
  if (latestRun === null) return <StateBadge state={video?.state ?? 'none'} />;
  const state = live?.state ?? latestRun.state;
  // Until the first report comes, what the page was told when it was read.
  const progress = state === 'running' ? (live?.progress ?? latestRun.progress) : null;
  return (
    <Link to="/episodes/$id/runs/$runId" params={{ id, runId: latestRun.id }} className="plain-link">
      <Group gap="xs" wrap="nowrap">
        <StateBadge state={state} />
        {progress && (
          <>
            <Progress
              value={progress.share * 100}
              w={72}
              size="sm"
              aria-label={`${Math.round(progress.share * 100)} percent done`}
            />
            <Text size="xs" c="dimmed" className="numbers" style={{ whiteSpace: 'nowrap' }}>
              {progress.etaSeconds === null
                ? `${Math.round(progress.share * 100)} %`
                : `${formatDuration(progress.etaSeconds)} left`}
            </Text>
          </>
        )}
      </Group>
    </Link>
  );
}
