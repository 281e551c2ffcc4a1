/** What could not be done to some of the episodes, and why. */
import { Alert, List } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import type { Trouble } from './use-episode-commands.ts';

export function TroubleNotice({ trouble, onClose }: { readonly trouble: Trouble; readonly onClose: () => void }) {
  return (
    <Alert
      color="red"
      variant="light"
      mb="md"
      title={trouble.title}
      icon={<CircleAlert size={18} aria-hidden />}
      role="alert"
      withCloseButton
      closeButtonLabel="Close"
      onClose={onClose}
    >
      <List size="sm">
        {trouble.failed.map(({ id, message }) => (
          <List.Item key={id}>
            <b>{id}</b>: {message}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
