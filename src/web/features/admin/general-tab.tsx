/** What the installation is made of. */
import { Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Settings } from '../../../server/contract/system.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Panel } from '../../ui/panel.tsx';

export function GeneralTab() {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(trpc.system.settings.queryOptions({}));
  if (error)
    return <FailureNotice title="The settings could not be read" error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={380} />;
  return (
    <Panel title="This server" flush>
      <Table verticalSpacing={9} horizontalSpacing="md">
        <Table.Tbody>
          {lines(data).map(({ label, value, note }) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" fw={400} c="dimmed" w="28%" miw={110}>
                {label}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {value}
                {note && (
                  <Text size="sm" c="dimmed">
                    {note}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed" p="md">
        These come from the environment of the server, or its file .env. Change them there and restart it; .env.example
        explains each.
      </Text>
    </Panel>
  );
}

function lines(settings: Settings): { label: string; value: string; note?: string }[] {
  const { queue, database, timeLimits, screenTimePreset: preset, signsIn } = settings;
  return [
    { label: 'Version', value: settings.version },
    {
      label: 'Access',
      value: signsIn ? 'People sign in' : 'Only the user of this machine',
      note: signsIn ? 'Programs use API keys.' : 'Set API_BASE_URL to let others sign in.',
    },
    {
      label: 'Queue',
      value: queue.kind === 'memory' ? 'In the server’s memory' : `Redis at ${queue.address}`,
      ...(queue.kind === 'memory' && {
        note: 'Waiting jobs are queued again after a restart. Set REDIS_URL to share work with other hosts.',
      }),
    },
    {
      label: 'Database',
      value: database.description,
      note: 'Faces are searched by an index in the server’s memory.',
    },
    { label: 'Storage', value: settings.storage },
    {
      label: 'Time limits',
      value: `Asked to stop after ${formatDuration(timeLimits.softSeconds)}, ended after ${formatDuration(timeLimits.hardSeconds)}`,
      note: 'Per job and hour of video; longer videos get more.',
    },
    { label: 'Profiles', value: settings.profiles.join(', '), note: 'By rising work.' },
    {
      label: 'Screen time',
      value: `Preset ${preset.name}, version ${preset.version}`,
      note: 'What counts where nobody chose otherwise.',
    },
  ];
}
