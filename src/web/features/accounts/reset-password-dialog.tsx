/** Gives an account another password. */
import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { LEAST_PASSWORD } from './role-words.ts';
import type { Account } from './use-accounts.ts';

interface ResetPasswordDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

export function ResetPasswordDialog({ account: { id, name }, onClose }: ResetPasswordDialogProps) {
  const trpc = useTrpc();
  const reset = useMutation(
    trpc.accounts.resetPassword.mutationOptions({
      onSuccess: () => {
        notifyDone(`${name} has another password.`);
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    reset.mutate({ id, password: String(new FormData(event.currentTarget).get('password')) });
  };
  return (
    <Modal opened onClose={onClose} title={`Another password for ${name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <PasswordInput
            name="password"
            label="New password"
            description={`${LEAST_PASSWORD} characters at least. Whoever is signed in with the old one is signed out.`}
            required
            minLength={LEAST_PASSWORD}
            autoComplete="new-password"
            data-autofocus
          />
          {reset.error && <FailureNotice title="The password stays as it is" error={reset.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button type="submit" loading={reset.isPending}>
              Set it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
