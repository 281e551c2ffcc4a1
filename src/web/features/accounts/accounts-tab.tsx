/** Who may use this server, and as what. */
import { Button, Skeleton, Table } from '@mantine/core';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AccountRow } from './account-row.tsx';
import { CreateAccountDialog } from './create-account-dialog.tsx';
import { NobodySignsIn } from './nobody-signs-in.tsx';
import { useAccounts } from './use-accounts.ts';
import { useMe } from './use-me.ts';

export function AccountsTab() {
  const { me } = useMe();
  return me?.signsIn === false ? <NobodySignsIn what="accounts" /> : <AccountsTable />;
}

function AccountsTable() {
  const { me } = useMe();
  const { data, error, refetch } = useAccounts();
  const [isCreating, setCreating] = useState(false);
  if (error)
    return <FailureNotice title="The accounts could not be read" error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={260} />;
  return (
    <Panel
      title="Accounts"
      flush
      aside={
        <Button size="xs" leftSection={<UserPlus size={14} aria-hidden />} onClick={() => setCreating(true)}>
          New account
        </Button>
      }
    >
      <Table verticalSpacing={8} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th visibleFrom="sm">Since</Table.Th>
            <Table.Th visibleFrom="xs">May sign in</Table.Th>
            <Table.Th w={44}>
              <span className="visually-hidden">Actions</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.items.map((account) => (
            <AccountRow key={account.id} account={account} isOwn={account.id === me?.id} />
          ))}
        </Table.Tbody>
      </Table>
      {isCreating && <CreateAccountDialog onClose={() => setCreating(false)} />}
    </Panel>
  );
}
