/** Why a run waits, and for those who see it for the first time, that nobody has to wait with it. */
import { Alert, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Hourglass, Lightbulb } from 'lucide-react';
import type { Run } from '../../../server/contract/runs.ts';
import { useTrpc } from '../../trpc.ts';
import { waitingOf, waitingText } from './waiting-reason.ts';

const EVERY_MS = 4_000;
const MOST_JOBS = 200;

export function WaitingNotice({ run }: { readonly run: Run }) {
  const trpc = useTrpc();
  const { data } = useQuery(
    trpc.jobs.list.queryOptions({ queue: 'analysis', limit: MOST_JOBS }, { refetchInterval: EVERY_MS }),
  );
  const [isKnown, setKnown] = useLocalStorage({
    key: 'screenalytics-knows-runs',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const waiting = data && waitingOf(run.id, data.items);
  // Between two steps a running run is nobody's for a moment; that is no news.
  const shown = waiting && (run.state !== 'running' || waiting.reason !== null) ? waiting : null;
  return (
    <>
      {(shown || run.state !== 'running') && (
        <Alert
          color={shown?.isStuck ? 'orange' : 'gray'}
          variant="light"
          title={run.state === 'interrupted' ? 'It was interrupted and is taken up again' : 'It waits'}
          icon={<Hourglass size={18} aria-hidden />}
          role="status"
        >
          <Text>{run.reason ?? (shown ? waitingText(shown) : 'It is about to begin.')}</Text>
        </Alert>
      )}
      {!isKnown && (
        <Alert
          color="gray"
          variant="light"
          title="You need not wait here"
          icon={<Lightbulb size={18} aria-hidden />}
          withCloseButton
          closeButtonLabel="Do not show this again"
          onClose={() => setKnown(true)}
        >
          The run goes on when you close this page, and survives a restart of the server. Runs take their turn; this
          page follows by itself, and the episode shows the result when it is there.
        </Alert>
      )}
    </>
  );
}
