/** Asks for what a new account needs. */
import { Button, Group, Modal, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Role } from '../../../server/contract/roles.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { LEAST_PASSWORD, ROLES } from './role-words.ts';

export function CreateAccountDialog({ onClose }: { readonly onClose: () => void }) {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const [role, setRole] = useState<Role>('reviewer');
  const create = useMutation(
    trpc.accounts.create.mutationOptions({
      onSuccess: ({ name }) => {
        void cache.invalidateQueries({ queryKey: trpc.accounts.pathKey() });
        notifyDone(`${name} can sign in now.`);
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (field: string): string => String(form.get(field));
    create.mutate({ name: text('name'), email: text('email'), password: text('password'), role });
  };
  return (
    <Modal opened onClose={onClose} title="New account" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput name="name" label="Name" required maxLength={100} data-autofocus autoComplete="off" />
          <TextInput name="email" type="email" label="E-mail address" required autoComplete="off" />
          <Select
            label="Role"
            data={[...ROLES]}
            value={role}
            onChange={(next) => next !== null && setRole(next as Role)}
            allowDeselect={false}
            description={ROLES.find(({ value }) => value === role)?.meaning}
          />
          <PasswordInput
            name="password"
            label="First password"
            description={`${LEAST_PASSWORD} characters at least. Tell it to them yourself: the server sends no mail.`}
            required
            minLength={LEAST_PASSWORD}
            autoComplete="new-password"
          />
          {create.error && <FailureNotice title="The account was not made" error={create.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button type="submit" loading={create.isPending}>
              Make the account
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
