/** What became of the jobs that oneself asked for. */
import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { operationLabel } from './job-words.ts';

export function JobHistory() {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(trpc.jobs.history.queryOptions({}));
  if (error)
    return <FailureNotice title="The history could not be read" error={error} onRetry={() => void refetch()} />;
  const ended = data?.items ?? [];
  return (
    <Panel
      title="What you asked for"
      flush
      aside={
        <Text size="sm" c="dimmed">
          Kept for 7 days
        </Text>
      }
    >
      {ended.length === 0 ? (
        <Text c="dimmed" p="md">
          {data === undefined ? 'One moment …' : 'Nothing of yours has ended in the last days.'}
        </Text>
      ) : (
        <Table verticalSpacing={7} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Job</Table.Th>
              <Table.Th>Came to</Table.Th>
              <Table.Th>Episode</Table.Th>
              <Table.Th>Ended</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ended.map(({ job, operation, episode, outcome, reason, endedAt }) => (
              <Table.Tr key={`${job} ${endedAt}`}>
                <Table.Td>{operationLabel(operation)}</Table.Td>
                <Table.Td>
                  <StateBadge state={outcome} />
                  {reason !== null && (
                    <Text size="xs" c="dimmed" mt={2} maw={480}>
                      {reason}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <Anchor
                    inherit
                    renderRoot={(props) => <Link to="/episodes/$id/runs" params={{ id: episode }} {...props} />}
                  >
                    {episode}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  <Moment at={endedAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
