/** Gives oneself another password. Afterwards one signs in with it. */
import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { LEAST_PASSWORD } from './role-words.ts';

interface ChangePasswordDialogProps {
  readonly onClose: () => void;
  /** All sessions have ended. */
  readonly onChanged: () => void;
}

export function ChangePasswordDialog({ onClose, onChanged }: ChangePasswordDialogProps) {
  const trpc = useTrpc();
  const change = useMutation(trpc.accounts.changeOwnPassword.mutationOptions({ onSuccess: onChanged }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    change.mutate({ current: String(form.get('current')), wanted: String(form.get('wanted')) });
  };
  return (
    <Modal opened onClose={onClose} title="Change your password" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <PasswordInput
            name="current"
            label="Your password now"
            required
            autoComplete="current-password"
            data-autofocus
          />
          <PasswordInput
            name="wanted"
            label="The new one"
            description={`${LEAST_PASSWORD} characters at least. You sign in again with it, on all your devices.`}
            required
            minLength={LEAST_PASSWORD}
            autoComplete="new-password"
          />
          {change.error && <FailureNotice title="The password stays as it is" error={change.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button type="submit" loading={change.isPending}>
              Change it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
