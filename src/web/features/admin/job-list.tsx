/** Jobs with what each is at. */
import { Skeleton, Table } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Activity } from 'lucide-react';
import { useTrpc } from '../../trpc.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { Panel } from '../../ui/panel.tsx';
import { JobItem } from './job-item.tsx';
import { withParts } from './job-words.ts';
import type { JobsView } from './jobs-view.ts';

const MOST_JOBS = 100;
const EVERY_MS = 4_000;

export function JobList({ view, mayCancel }: { readonly view: JobsView; readonly mayCancel: boolean }) {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const request = { limit: MOST_JOBS, ...view };
  const { data, error, refetch } = useQuery(
    trpc.jobs.list.queryOptions(request, { refetchInterval: EVERY_MS, placeholderData: (before) => before }),
  );
  const cancel = useMutation(
    trpc.jobs.cancel.mutationOptions({
      onError: (failure) => notifyFailure('The job was not cancelled', failure),
      onSettled: () => cache.invalidateQueries({ queryKey: trpc.jobs.pathKey() }),
    }),
  );
  if (error) return <FailureNotice title="The jobs could not be read" error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={200} />;
  return (
    <Panel title="Jobs" flush>
      {data.items.length === 0 ? (
        <EmptyState icon={<Activity size={36} />} title="No such jobs">
          {view.state === undefined && view.queue === undefined
            ? 'Nothing is being done just now. Jobs come from uploads and analyses.'
            : 'Choose another state or queue above.'}
        </EmptyState>
      ) : (
        <Table verticalSpacing={7} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Job</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th visibleFrom="sm">Episode</Table.Th>
              <Table.Th visibleFrom="md">Worker</Table.Th>
              <Table.Th visibleFrom="sm">Added</Table.Th>
              <Table.Th ta="right" visibleFrom="xs">
                Took
              </Table.Th>
              <Table.Th w={44}>
                <span className="visually-hidden">Cancel</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {withParts(data.items).map(({ job, depth }) => (
              <JobItem
                key={job.id}
                job={job}
                depth={depth}
                isStopping={cancel.isPending && cancel.variables.id === job.id}
                onCancel={mayCancel ? () => cancel.mutate({ id: job.id }) : null}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
