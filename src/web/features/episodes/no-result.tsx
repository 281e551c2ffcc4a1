/** Where numbers would be, of an episode that has none yet: why, and the way to them. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ChartNoAxesColumn } from 'lucide-react';
import type { Episode } from '../../../server/contract/episodes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { isBeingAnalysed } from './use-episode.ts';

export function NoResult({ episode }: { readonly episode: Episode }) {
  const { id, latestRun, video } = episode;
  const isGoing = isBeingAnalysed(episode);
  const words = isGoing
    ? 'The episode is being analysed: the numbers come when that is done.'
    : (latestRun?.reason ??
      (video === null
        ? 'Upload a video for this episode first, then analyse it.'
        : 'Analyse the episode: that finds the people in it and measures how long each is on screen.'));
  return (
    <EmptyState
      icon={<ChartNoAxesColumn size={40} />}
      title="No numbers yet"
      actions={
        video === null ? (
          <Button renderRoot={(props) => <Link to="/upload" {...props} />}>Upload</Button>
        ) : (
          <Button renderRoot={(props) => <Link to="/episodes/$id/runs" params={{ id }} {...props} />}>
            {isGoing ? 'See how far it is' : 'To the runs'}
          </Button>
        )
      }
    >
      {words}
    </EmptyState>
  );
}
