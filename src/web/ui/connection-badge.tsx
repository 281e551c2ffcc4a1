/** Whether what is shown follows what happens. */
import { Group, Text } from '@mantine/core';
import { type Connection, useConnection } from '../lib/live-events.tsx';

const SHOWN: Record<Connection, { label: string; colour: string; meaning: string }> = {
  live: { label: 'Live', colour: 'var(--mantine-color-teal-6)', meaning: 'Pages show changes as they happen.' },
  connecting: { label: 'Connecting', colour: 'var(--mantine-color-gray-5)', meaning: 'Waiting for the server.' },
  reconnecting: {
    label: 'Reconnecting',
    colour: 'var(--mantine-color-orange-6)',
    meaning: 'The server does not answer just now. What you see may be old; nothing that happens is lost.',
  },
  offline: {
    label: 'Offline',
    colour: 'var(--mantine-color-red-6)',
    meaning: 'This machine has no network. What you see may be old.',
  },
};

export function ConnectionBadge() {
  const { label, colour, meaning } = SHOWN[useConnection()];
  return (
    <Group gap={8} wrap="nowrap" role="status" title={meaning} aria-label={`Connection: ${label}. ${meaning}`}>
      <span style={{ width: 8, height: 8, borderRadius: 4, background: colour, flex: 'none' }} />
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </Group>
  );
}
