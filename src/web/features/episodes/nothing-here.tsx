/** A list without episodes: why, and the way on. */
import { Button, Code } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Archive, Clapperboard, SearchX } from 'lucide-react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useMe } from '../accounts/use-me.ts';
import { isFiltered } from './episodes-view.ts';
import { useEpisodesView } from './use-episodes-view.ts';

export function NothingHere() {
  const { view, change } = useEpisodesView();
  const { may } = useMe();
  if (isFiltered(view)) {
    const reset = () => change({ search: undefined, show: undefined, season: undefined, state: undefined });
    return (
      <EmptyState
        icon={<SearchX size={40} strokeWidth={1.5} />}
        title="No episode matches"
        actions={<Button onClick={reset}>Reset search and filters</Button>}
      >
        {view.archived ? 'Only archived episodes are searched here.' : 'Archived episodes are a list of their own.'}
      </EmptyState>
    );
  }
  if (view.archived) {
    return (
      <EmptyState
        icon={<Archive size={40} strokeWidth={1.5} />}
        title="Nothing is archived"
        actions={
          <Button variant="default" onClick={() => change({ archived: undefined })}>
            All episodes
          </Button>
        }
      >
        Episodes that are archived are out of sight, with all their results, until somebody restores them.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Clapperboard size={40} strokeWidth={1.5} />}
      title="No episodes yet"
      actions={
        may('reviewer') && (
          <Button component={Link} to="/upload">
            Upload a video
          </Button>
        )
      }
    >
      Upload a video and see who is on screen when, and for how long. To look around first: a server started with{' '}
      <Code>npm run dev</Code> builds a demo episode of 71 seconds, which appears here after a minute or so, and
      analyses it.
    </EmptyState>
  );
}
