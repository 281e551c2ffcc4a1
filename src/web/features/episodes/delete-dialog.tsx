/** Deleting for good: the person types what they are about to do. */
import { Button, Code, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import { countOf } from './for-each-episode.ts';
import { episodeTitle } from './use-episode.ts';

interface DeleteDialogProps {
  readonly episodes: readonly Episode[];
  readonly onDelete: () => Promise<void>;
  readonly onClose: () => void;
}

export function DeleteDialog({ episodes, onDelete, onClose }: DeleteDialogProps) {
  const [typed, setTyped] = useState('');
  const [isDeleting, setDeleting] = useState(false);
  const [first] = episodes;
  const phrase = episodes.length === 1 && first ? first.id : `delete ${countOf(episodes.length)}`;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setDeleting(true);
    await onDelete();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Delete ${countOf(episodes.length)} for good?`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <Text>
            Videos, runs, results and everything that people corrected are deleted. It cannot be undone; archiving only
            puts an episode out of sight.
          </Text>
          <List size="sm" mah={180} style={{ overflowY: 'auto' }}>
            {episodes.map((episode) => (
              <List.Item key={episode.id}>
                {episodeTitle(episode)} <Code>{episode.id}</Code>
              </List.Item>
            ))}
          </List>
          <TextInput
            label={
              <>
                Type <Code>{phrase}</Code>
              </>
            }
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" color="red" disabled={typed.trim() !== phrase} loading={isDeleting}>
              Delete
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
