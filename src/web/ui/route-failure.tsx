/** Where a page breaks or is not found: what happened, and the ways on. */
import { Button, Code } from '@mantine/core';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { MapPinOff, ServerCrash } from 'lucide-react';
import { failureOf } from '../lib/failure-of.ts';
import { EmptyState } from './empty-state.tsx';

export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <EmptyState
      icon={<ServerCrash size={40} />}
      title="This page has a fault"
      actions={
        <>
          <Button onClick={again}>Try again</Button>
          <Button variant="default" component={Link} to="/episodes">
            All episodes
          </Button>
        </>
      }
    >
      Nothing is lost: what you have saved is on the server. If it happens again, report this:{' '}
      <Code>{failureOf(error).message}</Code>
    </EmptyState>
  );
}

export function NotFound() {
  return (
    <EmptyState
      icon={<MapPinOff size={40} />}
      title="There is no such page"
      actions={
        <Button component={Link} to="/episodes">
          All episodes
        </Button>
      }
    >
      The address may be mistyped, or the page belongs to an episode that has been deleted.
    </EmptyState>
  );
}
