/** What the machines are doing, what waits for what, and what became of the rest. */
import { Group, SegmentedControl, Select, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useMe } from '../accounts/use-me.ts';
import { JobHistory } from './job-history.tsx';
import { JobList } from './job-list.tsx';
import { QUEUE_WORDS } from './job-words.ts';
import { JOB_STATES, type JobsView, readJobsView } from './jobs-view.ts';
import { QueueCard } from './queue-card.tsx';
import { useQueues } from './use-queues.ts';

const ALL = 'all';
const LABELS = { waiting: 'Waiting', running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' };

export function JobsPage() {
  const view = useSearch({ from: '/shell/jobs' });
  const navigate = useNavigate();
  const { may } = useMe();
  const { data, error, refetch } = useQueues();
  const show = (next: Record<keyof JobsView, string | undefined>) =>
    void navigate({ to: '/jobs', search: readJobsView(next), replace: true });
  return (
    <Page title="Jobs" subtitle="What is being done, what waits for what, and what became of the rest">
      <Stack gap="lg">
        {error ? (
          <FailureNotice title="The queues could not be read" error={error} onRetry={() => void refetch()} />
        ) : (
          <SimpleGrid cols={{ base: 1, sm: 2, xl: 4 }} spacing="sm">
            {data
              ? data.items.map((queue) => <QueueCard key={queue.name} queue={queue} mayPause={may('admin')} />)
              : ['analysis', 'segments', 'media'].map((name) => <Skeleton key={name} height={132} />)}
          </SimpleGrid>
        )}
        <Stack gap="sm">
          <Group justify="space-between" gap="sm">
            <SegmentedControl
              size="xs"
              aria-label="State of jobs"
              value={view.state ?? ALL}
              onChange={(state) => show({ state, queue: view.queue })}
              data={[{ value: ALL, label: 'All' }, ...JOB_STATES.map((value) => ({ value, label: LABELS[value] }))]}
              style={{ maxWidth: '100%', overflowX: 'auto' }}
            />
            <Select
              size="xs"
              aria-label="Queue"
              w={150}
              value={view.queue ?? ALL}
              allowDeselect={false}
              onChange={(queue) => show({ state: view.state, queue: queue ?? undefined })}
              data={[
                { value: ALL, label: 'All queues' },
                ...Object.entries(QUEUE_WORDS).map(([value, { label }]) => ({ value, label })),
              ]}
            />
          </Group>
          <JobList view={view} mayCancel={may('reviewer')} />
        </Stack>
        <JobHistory />
      </Stack>
    </Page>
  );
}
