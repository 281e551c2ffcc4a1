/** What can be done to a file on its way, in the state that it is in. */
import { ActionIcon, Button, FileButton, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Pause, Play, X } from 'lucide-react';
import { ACCEPT } from './collect-files.ts';
import type { UploadItem } from './upload-item.ts';
import { useUploads } from './uploads-provider.tsx';

export function TransferActions({ item }: { readonly item: UploadItem }) {
  const { queue } = useUploads();
  const { key, state, fileName, problem, hasHandle, episodeId, runId } = item;
  if (queue === null || state === 'cancelled') return null;
  if (state === 'done') {
    return (
      <Group gap={6} wrap="nowrap">
        {runId === null ? (
          <Button size="compact-sm" variant="light" component={Link} to={`/episodes/${episodeId}`}>
            Open
          </Button>
        ) : (
          <Button size="compact-sm" variant="light" component={Link} to={`/episodes/${episodeId}/runs/${runId}`}>
            Watch the analysis
          </Button>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Take ${fileName} out of the list`}
          onClick={() => queue.dismiss(key)}
        >
          <X size={16} aria-hidden />
        </ActionIcon>
      </Group>
    );
  }
  const isRejected = problem?.code === 'videos.rejected';
  return (
    <Group gap={6} wrap="nowrap">
      {state === 'sending' && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Pause ${fileName}`}
          title="Pause"
          onClick={() => queue.pause(key)}
        >
          <Pause size={16} aria-hidden />
        </ActionIcon>
      )}
      {state === 'paused' && (
        <ActionIcon
          variant="subtle"
          aria-label={`Go on with ${fileName}`}
          title="Go on"
          onClick={() => queue.resume(key)}
        >
          <Play size={16} aria-hidden />
        </ActionIcon>
      )}
      {state === 'needs-file' && hasHandle && (
        <Button size="compact-sm" variant="light" onClick={() => void queue.reopen(key)}>
          Go on
        </Button>
      )}
      {state === 'needs-file' && (
        <FileButton accept={ACCEPT} onChange={(file) => file && queue.giveFile(key, file)}>
          {(props) => (
            <Button {...props} size="compact-sm" variant={hasHandle ? 'default' : 'light'}>
              Choose the file
            </Button>
          )}
        </FileButton>
      )}
      {state === 'failed' && problem?.code === 'videos.exists' && (
        <Button size="compact-sm" variant="light" onClick={() => queue.resume(key, { replace: true })}>
          Replace it
        </Button>
      )}
      {state === 'failed' && !isRejected && problem?.code !== 'videos.exists' && (
        <Button size="compact-sm" variant="light" onClick={() => queue.resume(key)}>
          Go on
        </Button>
      )}
      {state === 'duplicate' && (
        <Button size="compact-sm" variant="default" onClick={() => queue.resume(key, { acceptsDuplicate: true })}>
          Upload all the same
        </Button>
      )}
      {state !== 'completing' && state !== 'checking' && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={isRejected ? `Take ${fileName} out of the list` : `Cancel ${fileName}`}
          title={isRejected ? 'Take it out of the list' : 'Cancel: what has arrived is dropped'}
          onClick={() => (isRejected ? queue.dismiss(key) : void queue.cancel(key))}
        >
          <X size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
