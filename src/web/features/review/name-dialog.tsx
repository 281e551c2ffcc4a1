/** A word for somebody who is not in the cast. */
import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

interface NameDialogProps {
  readonly title: string;
  readonly initial: string;
  /** Null: no name any more. */
  readonly onName: (name: string | null) => void;
  readonly onClose: () => void;
}

const MOST_CHARACTERS = 200;

export function NameDialog({ title, initial, onName, onClose }: NameDialogProps) {
  const [name, setName] = useState(initial);
  return (
    <Modal opened onClose={onClose} title={title} yOffset="20vh" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onName(name.trim() === '' ? null : name.trim());
        }}
      >
        <TextInput
          data-autofocus
          label="Name"
          description="For this episode only. Who should be recognised belongs in the cast (A)."
          placeholder="Waiter at the gala"
          value={name}
          maxLength={MOST_CHARACTERS}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Group justify="space-between" mt="md">
          <Text size="xs" c="dimmed">
            Empty: no name
          </Text>
          <Button type="submit">Name</Button>
        </Group>
      </form>
    </Modal>
  );
}
