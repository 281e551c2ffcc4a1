/** The keys by which programs use this server. */
import { ActionIcon, Button, Code, Skeleton, Table, Text } from '@mantine/core';
import { KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { NobodySignsIn } from './nobody-signs-in.tsx';
import { useAccounts } from './use-accounts.ts';
import { type ApiKey, useKeys, useRevokeKey } from './use-keys.ts';
import { useMe } from './use-me.ts';

export function KeysTab() {
  const { me } = useMe();
  return me?.signsIn === false ? <NobodySignsIn what="API keys" /> : <KeysTable />;
}

function KeysTable() {
  const { data, error, refetch } = useKeys();
  const accounts = useAccounts().data?.items ?? [];
  const revoke = useRevokeKey();
  const [isCreating, setCreating] = useState(false);
  const [asked, setAsked] = useState<ApiKey | null>(null);
  if (error) return <FailureNotice title="The keys could not be read" error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={240} />;
  const ownerOf = (id: string): string => accounts.find((account) => account.id === id)?.name ?? 'another account';
  return (
    <Panel
      title="API keys"
      flush
      aside={
        <Button size="xs" leftSection={<KeyRound size={14} aria-hidden />} onClick={() => setCreating(true)}>
          New key
        </Button>
      }
    >
      {data.items.length === 0 ? (
        <Text c="dimmed" p="md">
          No keys yet. A program sends its key as <Code>Authorization: Bearer …</Code> and may do what the key’s role
          may.
        </Text>
      ) : (
        <Table verticalSpacing={8} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Key</Table.Th>
              <Table.Th visibleFrom="sm">For</Table.Th>
              <Table.Th>Role</Table.Th>
              <Table.Th visibleFrom="md">Made</Table.Th>
              <Table.Th visibleFrom="sm">Ends</Table.Th>
              <Table.Th>Last used</Table.Th>
              <Table.Th w={44}>
                <span className="visually-hidden">Revoke</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.items.map((key) => (
              <Table.Tr key={key.id}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {key.name}
                  <Text size="xs" c="dimmed" component="div">
                    <Code>{key.prefix}…</Code>
                  </Text>
                </Table.Td>
                <Table.Td visibleFrom="sm">{ownerOf(key.accountId)}</Table.Td>
                <Table.Td tt="capitalize">{key.role}</Table.Td>
                <Table.Td visibleFrom="md">
                  <Moment at={key.createdAt} />
                </Table.Td>
                <Table.Td visibleFrom="sm">{key.expiresAt === null ? 'Never' : <Moment at={key.expiresAt} />}</Table.Td>
                <Table.Td>{key.lastUsedAt === null ? 'Never' : <Moment at={key.lastUsedAt} />}</Table.Td>
                <Table.Td>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Revoke the key ${key.name}`}
                    title="Revoke"
                    onClick={() => setAsked(key)}
                  >
                    <Trash2 size={15} aria-hidden />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {isCreating && <CreateKeyDialog accounts={accounts} onClose={() => setCreating(false)} />}
      {asked && (
        <ConfirmDialog
          title={`Revoke the key ${asked.name}?`}
          action="Revoke"
          onClose={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null);
            revoke.mutate({ id: asked.id });
          }}
        >
          <Text>Programs that use it are refused from now on. It cannot be brought back.</Text>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
