/** A request that failed: what is wrong, what to do, and trying again where that may help. */
import { Alert, Button, Code, Group, List, Text } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { failureOf } from '../lib/failure-of.ts';

interface FailureNoticeProps {
  readonly error: unknown;
  /** What did not work: `The episodes could not be read`. */
  readonly title: string;
  readonly onRetry?: () => void;
}

export function FailureNotice({ error, title, onRetry }: FailureNoticeProps) {
  const { message, fields, requestId, retryable } = failureOf(error);
  return (
    <Alert color="red" variant="light" title={title} icon={<CircleAlert size={18} aria-hidden />} role="alert">
      <Text size="md">{message}</Text>
      {fields.length > 0 && (
        <List size="sm" mt="xs">
          {fields.map(({ field, message: wrong }) => (
            <List.Item key={field + wrong}>
              <b>{field}</b>: {wrong}
            </List.Item>
          ))}
        </List>
      )}
      <Group mt="sm" gap="md">
        {onRetry && retryable && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
        {requestId !== null && (
          <Text size="xs" c="dimmed">
            Request <Code>{requestId.slice(0, 8)}</Code> in the server's log
          </Text>
        )}
      </Group>
    </Alert>
  );
}
