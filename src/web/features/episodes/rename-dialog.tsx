/** Title and date of an episode. */
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { episodeCode } from './episode-names.ts';
import type { useEpisodeCommands } from './use-episode-commands.ts';

interface RenameDialogProps {
  readonly episode: Episode;
  readonly rename: ReturnType<typeof useEpisodeCommands>['rename'];
  readonly onClose: () => void;
}

export function RenameDialog({ episode, rename, onClose }: RenameDialogProps) {
  const [title, setTitle] = useState(episode.title ?? '');
  const [airDate, setAirDate] = useState(episode.airDate ?? '');
  const save = (event: FormEvent) => {
    event.preventDefault();
    const { id, version } = episode;
    const wanted = { id, version, title: title.trim() || null, airDate: airDate || null };
    rename.mutate(wanted, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${episode.show.title} · ${episodeCode(episode)}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={save}>
        <Stack>
          {rename.error && <FailureNotice title="It was not saved" error={rename.error} />}
          <TextInput
            label="Title"
            placeholder="None"
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label="First aired"
            type="date"
            value={airDate}
            onChange={(event) => setAirDate(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={rename.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
