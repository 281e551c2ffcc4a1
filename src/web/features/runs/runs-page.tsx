/** All runs of an episode: what was tried, what came of it, which one counts. */
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { GitCompareArrows, ListVideo, Play } from 'lucide-react';
import { useState } from 'react';
import { useShortcuts } from '../../lib/shortcuts.tsx';
import { useTrpc } from '../../trpc.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { useMe } from '../accounts/use-me.ts';
import { useEpisode } from '../episodes/use-episode.ts';
import { AnalyseDialog } from './analyse-dialog.tsx';
import { RunsTable } from './runs-table.tsx';
import { withPicked } from './runs-view.ts';

export function RunsPage() {
  const { id } = useParams({ from: '/shell/episodes/$id' });
  const view = useSearch({ from: '/shell/episodes/$id/runs' });
  const navigate = useNavigate();
  const trpc = useTrpc();
  const { data: episode } = useEpisode();
  const { may } = useMe();
  const { data, error, refetch } = useQuery(trpc.runs.list.queryOptions({ episodeId: id }));
  const [isAsking, setAsking] = useState(false);
  const runs = data?.items ?? [];
  const picked = [view.left, view.right].filter((each) => each !== undefined);
  const mayChange = may('reviewer');
  const canAnalyse = mayChange && episode?.video?.state === 'ready';
  const compare = () => {
    const { left, right } = view;
    if (left !== undefined && right !== undefined) {
      void navigate({ to: '/episodes/$id/compare', params: { id }, search: { left, right } });
    }
  };
  useShortcuts('Runs', [
    ...(canAnalyse ? [{ keys: 'a', label: 'Analyse again', run: () => setAsking(true) }] : []),
    ...(picked.length === 2 ? [{ keys: 'c', label: 'Compare the two that are picked', run: compare }] : []),
  ]);
  if (error) {
    return <FailureNotice title="The runs could not be read" error={error} onRetry={() => void refetch()} />;
  }
  const analyse = canAnalyse && (
    <Button leftSection={<Play size={16} aria-hidden />} onClick={() => setAsking(true)}>
      {runs.length === 0 ? 'Analyse' : 'Analyse again'}
    </Button>
  );
  return (
    <Stack gap="sm" pb="xl">
      {data === undefined ? (
        <Skeleton height={220} />
      ) : runs.length === 0 ? (
        <EmptyState icon={<ListVideo size={40} />} title="Not analysed yet" actions={analyse}>
          {episode?.video?.state === 'ready'
            ? 'A run finds the shots, faces and people of the video, and measures how long each is on screen.'
            : (episode?.video?.reason ?? 'A run needs a video: upload one for this episode first.')}
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between" gap="xs" mih={36}>
            <Group gap="sm">
              <Button
                variant="default"
                leftSection={<GitCompareArrows size={16} aria-hidden />}
                disabled={picked.length !== 2}
                onClick={compare}
              >
                Compare
              </Button>
              <Text size="sm" c="dimmed" visibleFrom="sm">
                {HINTS[picked.length]}
              </Text>
            </Group>
            {analyse}
          </Group>
          <RunsTable
            runs={runs}
            mayChange={mayChange}
            picked={picked}
            onPick={(run) =>
              void navigate({
                to: '/episodes/$id/runs',
                params: { id },
                search: (before) => ({ ...(before.run && { run: before.run }), ...withPicked(view, run) }),
                replace: true,
              })
            }
          />
        </>
      )}
      {isAsking && <AnalyseDialog episodeId={id} profile={runs[0]?.profile} onClose={() => setAsking(false)} />}
    </Stack>
  );
}

const HINTS = ['Pick two runs that are done to compare them.', 'Pick one more.', 'Two are picked.'];
