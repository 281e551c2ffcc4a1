/** The networks the server knows, with licence and hash. */
import { ActionIcon, Badge, Code, CopyButton, Group, Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Check, Copy } from 'lucide-react';
import { formatBytes } from '../../lib/format-size.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Nothing } from '../../ui/nothing.tsx';
import { Panel } from '../../ui/panel.tsx';

export function ModelsTab() {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(trpc.system.models.queryOptions({}));
  if (error) return <FailureNotice title="The models could not be read" error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={320} />;
  return (
    <Panel title="Models" flush>
      <Table verticalSpacing={8} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>File</Table.Th>
            <Table.Th visibleFrom="xs">Role</Table.Th>
            <Table.Th>Licence</Table.Th>
            <Table.Th visibleFrom="md">SHA-256</Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              Size
            </Table.Th>
            <Table.Th>Here</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.items.map(({ pack, role, file, sha256, licence, bytes, isPresent }) => (
            <Table.Tr key={`${pack}/${file}`}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {file}
                <Text size="xs" c="dimmed">
                  {pack}
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="xs">{role}</Table.Td>
              <Table.Td>{licence}</Table.Td>
              <Table.Td visibleFrom="md">
                <Group gap={4} wrap="nowrap">
                  <Code title={sha256}>{sha256.slice(0, 16)}</Code>
                  <CopyButton value={sha256}>
                    {({ copied, copy }) => (
                      <ActionIcon
                        size="sm"
                        variant="subtle"
                        color="gray"
                        onClick={copy}
                        aria-label={`Copy the SHA-256 of ${file}`}
                      >
                        {copied ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
                      </ActionIcon>
                    )}
                  </CopyButton>
                </Group>
              </Table.Td>
              <Table.Td ta="right" className="numbers" visibleFrom="sm" style={{ whiteSpace: 'nowrap' }}>
                {bytes === null ? <Nothing why="not known" /> : formatBytes(bytes)}
              </Table.Td>
              <Table.Td>
                <Badge color={isPresent ? 'teal' : 'gray'} variant="light" radius="sm" tt="none" fw={500}>
                  {isPresent ? 'Yes' : 'When needed'}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed" p="md">
        A model is used only if its content has the hash its pack names. What is not here is fetched when a run needs
        it.
      </Text>
    </Panel>
  );
}
