/** One account: its role, whether it may be used, and the rest behind a menu. */
import { ActionIcon, Menu, Select, Switch, Table, Text } from '@mantine/core';
import { Ellipsis, KeyRound, Trash2, UserRoundCheck, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import type { Role } from '../../../server/contract/roles.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Moment } from '../../ui/moment.tsx';
import { ResetPasswordDialog } from './reset-password-dialog.tsx';
import { ROLES } from './role-words.ts';
import { type Account, useAccountChanges } from './use-accounts.ts';

interface AccountRowProps {
  readonly account: Account;
  /** One's own: nobody locks oneself out. */
  readonly isOwn: boolean;
}

export function AccountRow({ account, isOwn }: AccountRowProps) {
  const { id, name, email, role, createdAt, disabledAt } = account;
  const { setRole, setEnabled, remove } = useAccountChanges();
  const [dialog, setDialog] = useState<'password' | 'delete' | null>(null);
  const close = () => setDialog(null);
  const isEnabled = disabledAt === null;
  const toggle = () => setEnabled.mutate({ id, enabled: !isEnabled });
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {name}
        {isOwn && (
          <Text span inherit c="dimmed">
            {' '}
            (you)
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {email}
        </Text>
        {!isEnabled && (
          <Text size="xs" c="dimmed" hiddenFrom="xs">
            May not sign in
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Select
          size="xs"
          w={116}
          aria-label={`Role of ${name}`}
          data={[...ROLES]}
          value={role}
          disabled={isOwn}
          allowDeselect={false}
          onChange={(next) => next !== null && setRole.mutate({ id, role: next as Role })}
        />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Moment at={createdAt} />
      </Table.Td>
      <Table.Td visibleFrom="xs">
        <Switch size="sm" aria-label={`${name} may sign in`} checked={isEnabled} disabled={isOwn} onChange={toggle} />
      </Table.Td>
      <Table.Td>
        <Menu position="bottom-end" withArrow shadow="md">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={`What to do with the account of ${name}`}>
              <Ellipsis size={17} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<KeyRound size={15} aria-hidden />} onClick={() => setDialog('password')}>
              Set another password…
            </Menu.Item>
            <Menu.Item
              disabled={isOwn}
              leftSection={isEnabled ? <UserRoundX size={15} aria-hidden /> : <UserRoundCheck size={15} aria-hidden />}
              onClick={toggle}
            >
              {isEnabled ? 'Disable' : 'Enable again'}
            </Menu.Item>
            <Menu.Item
              color="red"
              disabled={isOwn}
              leftSection={<Trash2 size={15} aria-hidden />}
              onClick={() => setDialog('delete')}
            >
              Delete…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {dialog === 'password' && <ResetPasswordDialog account={account} onClose={close} />}
        {dialog === 'delete' && (
          <ConfirmDialog
            title={`Delete the account of ${name}?`}
            action="Delete"
            onClose={close}
            onConfirm={() => {
              close();
              remove.mutate({ id });
            }}
          >
            <Text>
              {email} can no longer sign in, and the account’s API keys end. What {name} did stays. To keep the account
              for later, disable it instead.
            </Text>
          </ConfirmDialog>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
