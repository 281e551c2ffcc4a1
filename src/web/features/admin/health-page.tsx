/** Whether every part of the installation works, in plain words; looks again by itself. */
import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useMe } from '../accounts/use-me.ts';
import { HealthList } from './health-list.tsx';
import { healthParts, healthSentence } from './health-parts.ts';
import { StorageUse } from './storage-use.tsx';
import { useQueues } from './use-queues.ts';
import { Workers } from './workers.tsx';

const EVERY_MS = 5_000;

export function HealthPage() {
  const trpc = useTrpc();
  const { may } = useMe();
  const { data, error, refetch, dataUpdatedAt } = useQuery(
    trpc.system.health.queryOptions({}, { refetchInterval: EVERY_MS }),
  );
  const queues = useQueues().data?.items ?? null;
  const parts = data && healthParts(data, queues);
  return (
    <Page
      title="Health"
      subtitle={parts ? <span role="status">{healthSentence(parts)}</span> : 'Asking every part for a sign of life'}
      actions={
        data && (
          <Text size="sm" c="dimmed" className="numbers">
            Version {data.version} · checked {new Date(dataUpdatedAt).toLocaleTimeString('en-GB')}
          </Text>
        )
      }
    >
      <Stack gap="md">
        {error && (
          <FailureNotice title="The server’s health is not known" error={error} onRetry={() => void refetch()} />
        )}
        {parts ? <HealthList parts={parts} /> : !error && <Skeleton height={270} />}
        {queues ? <Workers queues={queues} /> : !error && <Skeleton height={120} />}
        {may('admin') && <StorageUse />}
      </Stack>
    </Page>
  );
}
