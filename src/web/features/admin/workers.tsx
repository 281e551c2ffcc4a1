/** Who works: each worker with the queues it serves and when it was last known to live. */
import { Table, Text } from '@mantine/core';
import { secondsBetween } from '../../lib/format-moment.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { workersOf } from './health-parts.ts';
import { QUEUE_WORDS } from './job-words.ts';
import type { Queue } from './use-queues.ts';

export function Workers({ queues }: { readonly queues: readonly Queue[] }) {
  const workers = workersOf(queues);
  const oldest = queues
    .map(({ oldestWaitingSince }) => oldestWaitingSince)
    .filter((each) => each !== null)
    .sort()[0];
  return (
    <Panel
      title="Workers"
      flush
      aside={
        <Text size="sm" c="dimmed" className="numbers">
          {oldest === undefined
            ? 'Nothing waits'
            : `Longest wait ${formatDuration(secondsBetween(oldest, Date.now()))}`}
        </Text>
      }
    >
      {workers.length === 0 ? (
        <Text p="md">No worker is known. On the server, npm run start:worker starts one.</Text>
      ) : (
        <Table verticalSpacing={7} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Worker</Table.Th>
              <Table.Th visibleFrom="xs">Serves</Table.Th>
              <Table.Th ta="right" visibleFrom="sm">
                Jobs at a time
              </Table.Th>
              <Table.Th visibleFrom="sm">Since</Table.Th>
              <Table.Th ta="right">Last seen</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {workers.map(({ name, queues: served, concurrency, since, lastSeenAt }) => (
              <Table.Tr key={name}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
                <Table.Td visibleFrom="xs">
                  {served.map((queue) => QUEUE_WORDS[queue]?.label ?? queue).join(', ')}
                </Table.Td>
                <Table.Td ta="right" className="numbers" visibleFrom="sm">
                  {concurrency}
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  <Moment at={since} />
                </Table.Td>
                <Table.Td ta="right" className="numbers">
                  {formatDuration(secondsBetween(lastSeenAt, Date.now()))} ago
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
