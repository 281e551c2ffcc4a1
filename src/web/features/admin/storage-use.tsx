/** What takes how much room. */
import { Progress, Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatBytes, formatShare } from '../../lib/format-size.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Panel } from '../../ui/panel.tsx';

/** The server counts no more often. */
const EVERY_MS = 60_000;

const KINDS: Record<string, string> = {
  raw: 'Videos',
  videos: 'Videos',
  frames: 'Frames and renditions',
  crops: 'Faces cut out',
  thumbs: 'Thumbnails and posters',
  manifests: 'Evidence of runs',
  analytics: 'Results',
  audio: 'Sound',
  facebank: 'Photographs of people',
};

export function StorageUse() {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(trpc.system.storage.queryOptions({}, { refetchInterval: EVERY_MS }));
  if (error) {
    return <FailureNotice title="The use of storage is not known" error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <Skeleton height={260} />;
  const total = data.items.reduce((sum, { bytes }) => sum + bytes, 0);
  const items = data.items.toSorted((a, b) => b.bytes - a.bytes);
  return (
    <Panel
      title="Storage"
      flush
      aside={
        <Text size="sm" c="dimmed" className="numbers">
          {formatBytes(total)} used
          {data.diskFreeBytes !== null && ` · ${formatBytes(data.diskFreeBytes)} free on the server’s disk`}
        </Text>
      }
    >
      <Table verticalSpacing={7} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Kind</Table.Th>
            <Table.Th ta="right">Objects</Table.Th>
            <Table.Th ta="right">Size</Table.Th>
            <Table.Th visibleFrom="sm" w="35%">
              <span className="visually-hidden">Share</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ kind, objects, bytes }) => (
            <Table.Tr key={kind}>
              <Table.Td>{KINDS[kind] ?? kind}</Table.Td>
              <Table.Td ta="right" className="numbers">
                {objects.toLocaleString('en')}
              </Table.Td>
              <Table.Td ta="right" className="numbers" style={{ whiteSpace: 'nowrap' }}>
                {formatBytes(bytes)}
              </Table.Td>
              <Table.Td visibleFrom="sm">
                <Progress
                  value={total > 0 ? (bytes / total) * 100 : 0}
                  size="sm"
                  aria-label={`${KINDS[kind] ?? kind}: ${formatShare(total > 0 ? bytes / total : 0)} of all`}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
