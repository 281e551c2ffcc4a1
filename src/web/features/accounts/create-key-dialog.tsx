/** Makes an API key and shows it, this once. */
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Role } from '../../../server/contract/roles.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { EXPIRIES, expiryOf } from './key-expiry.ts';
import { NewKey } from './new-key.tsx';
import { ROLES } from './role-words.ts';
import type { Account } from './use-accounts.ts';
import { useMe } from './use-me.ts';

interface CreateKeyDialogProps {
  readonly accounts: readonly Account[];
  readonly onClose: () => void;
}

export function CreateKeyDialog({ accounts, onClose }: CreateKeyDialogProps) {
  const { me } = useMe();
  const trpc = useTrpc();
  const cache = useQueryClient();
  const [accountId, setAccountId] = useState(me?.id ?? null);
  const [role, setRole] = useState<Role>('viewer');
  const [expiry, setExpiry] = useState('90');
  const create = useMutation(
    trpc.accounts.createKey.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: trpc.accounts.keys.queryKey({}) }),
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (accountId === null) return;
    const name = String(new FormData(event.currentTarget).get('name'));
    const expiresAt = expiryOf(expiry, Date.now());
    create.mutate({ name, accountId, role, ...(expiresAt !== undefined && { expiresAt }) });
  };
  if (create.data) return <NewKey name={create.data.name} secret={create.data.key} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title="New API key" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            name="name"
            label="Name"
            description="By what you will know it: the program that uses it."
            required
            maxLength={100}
            data-autofocus
            autoComplete="off"
          />
          <Select
            label="Acts for"
            data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
            value={accountId}
            onChange={setAccountId}
            allowDeselect={false}
            required
          />
          <Select
            label="Role"
            description={ROLES.find(({ value }) => value === role)?.meaning}
            data={[...ROLES]}
            value={role}
            onChange={(next) => next !== null && setRole(next as Role)}
            allowDeselect={false}
          />
          <Select
            label="Works for"
            data={EXPIRIES}
            value={expiry}
            onChange={(next) => next !== null && setExpiry(next)}
            allowDeselect={false}
          />
          {create.error && <FailureNotice title="The key was not made" error={create.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button type="submit" loading={create.isPending}>
              Make the key
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
