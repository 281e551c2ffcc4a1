import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { MapPinOff } from 'lucide-react';
import { EmptyState } from '../../ui/empty-state.tsx';

/** In place of a run that was deleted, or never was. */
export function NoSuchRun({ episodeId }: { readonly episodeId: string }) {
  return (
    <EmptyState
      icon={<MapPinOff size={40} />}
      title="There is no such run"
      actions={
        <Button renderRoot={(props) => <Link to="/episodes/$id/runs" params={{ id: episodeId }} {...props} />}>
          All runs of the episode
        </Button>
      }
    >
      It may have been deleted. Other runs of the episode are still there.
    </EmptyState>
  );
}
