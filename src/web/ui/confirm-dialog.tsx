/** Asks before something is gone for good. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailureNotice } from './failure-notice.tsx';

interface ConfirmDialogProps {
  /** A question: `Delete run 3?` */
  readonly title: string;
  /** What it means. */
  readonly children: ReactNode;
  /** What the button says: `Delete`. */
  readonly action: string;
  readonly isPending?: boolean;
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog({ title, children, action, isPending, error, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <div>{children}</div>
        {error ? <FailureNotice title="That did not work" error={error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep
          </Button>
          <Button color="red" onClick={onConfirm} loading={isPending ?? false}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
