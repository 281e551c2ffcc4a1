/** A key that was just made. It is not shown again, so it does not go away by a click beside it. */
import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { Check, Copy } from 'lucide-react';

interface NewKeyProps {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}

export function NewKey({ name, secret, onClose }: NewKeyProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={`The key ${name}`}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Text>Copy it now: it is shown this once, and the server keeps nothing it could be read from.</Text>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} aria-label="The key">
          {secret}
        </Code>
        <Group justify="flex-end" gap="xs">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button
                onClick={copy}
                leftSection={copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
                data-autofocus
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
          <Button variant="default" onClick={onClose}>
            I have it
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
