/** What stands above every page of one episode: its name, the state of its analysis, the way to its other pages. */
import { Anchor, Box, Group, Tabs, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { failureOf } from '../../lib/failure-of.ts';
import { useShortcuts } from '../../lib/shortcuts.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { NotFound } from '../../ui/route-failure.tsx';
import { EpisodeState } from './episode-state.tsx';
import { episodeTitle, useEpisode } from './use-episode.ts';

const TABS = [
  { path: '/', label: 'Watch' },
  { path: '/review', label: 'Review' },
  { path: '/screen-time', label: 'Screen time' },
  { path: '/exports', label: 'Exports' },
  { path: '/runs', label: 'Runs' },
] as const;

export function EpisodeLayout() {
  const { data: episode, error, refetch } = useEpisode();
  // Not the whole address: it changes while somebody moves through the episode.
  const pathname = useLocation({ select: ({ pathname: shown }) => shown });
  const navigate = useNavigate();
  const go = (path: string): void => {
    void navigate({ to: `/episodes/${episode?.id}${path}`, search: ({ run }) => (run === undefined ? {} : { run }) });
  };
  useShortcuts('Episode', [
    { keys: 'g w', label: 'Watch', run: () => go('/') },
    { keys: 'g r', label: 'Review', run: () => go('/review') },
    { keys: 'g n', label: 'Screen time', run: () => go('/screen-time') },
  ]);
  useDocumentTitle(episode ? `${episodeTitle(episode)} · Screenalytics` : 'Screenalytics');
  if (error) {
    if (failureOf(error).code === 'episodes.not-found') return <NotFound />;
    return (
      <Box p="xl">
        <FailureNotice title="The episode could not be read" error={error} onRetry={() => void refetch()} />
      </Box>
    );
  }
  if (!episode) return <PageSkeleton />;
  const base = `/episodes/${episode.id}`;
  // The longest that fits: every path begins with that of the first.
  const part = pathname.slice(base.length).replace(/^\/compare/, '/runs');
  const shown = TABS.findLast(({ path }) => part.startsWith(path)) ?? TABS[0];
  return (
    <Box px={{ base: 'md', md: 'xl' }} pt="md">
      <Group gap={4} c="dimmed" wrap="nowrap">
        <Anchor component={Link} to="/episodes" size="sm" c="dimmed">
          Episodes
        </Anchor>
        <ChevronRight size={14} aria-hidden />
        <Text size="sm" truncate>
          {episode.show.title} · {episode.id}
        </Text>
      </Group>
      <Group justify="space-between" align="center" gap="sm" mt={2}>
        <Title order={1}>{episodeTitle(episode)}</Title>
        <EpisodeState episode={episode} />
      </Group>
      <Tabs value={shown.path} onChange={(path) => path !== null && go(path)} mt="xs" mb="md">
        <Tabs.List aria-label="Pages of this episode">
          {TABS.map(({ path, label }) => (
            <Tabs.Tab key={path} value={path}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Outlet />
    </Box>
  );
}
