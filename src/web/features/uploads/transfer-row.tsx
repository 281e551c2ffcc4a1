/** One file on its way. */
import { Anchor, Group, Paper, Progress, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatBytes } from '../../lib/format-size.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { TransferActions } from './transfer-actions.tsx';
import classes from './transfer-row.module.css';
import { secondsLeft, type UploadItem } from './upload-item.ts';

export function TransferRow({ item }: { readonly item: UploadItem }) {
  const { state, fileName, bytes, sent, episodeId, problem } = item;
  const share = bytes === 0 ? 1 : sent / bytes;
  const isStopped = state === 'paused' || state === 'needs-file' || state === 'failed' || state === 'duplicate';
  const isInServer = state === 'completing' || state === 'checking';
  return (
    <Paper component="li" withBorder p="sm" className={classes['row'] ?? ''} aria-label={`${fileName}: ${SAYS[state]}`}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <div className={classes['words']}>
          <Text size="sm" fw={500} truncate>
            {fileName}
          </Text>
          <Anchor component={Link} to={`/episodes/${episodeId}`} size="xs" className="numbers">
            {episodeId}
          </Anchor>
        </div>
        <TransferActions item={item} />
      </Group>
      {state !== 'done' && (
        <Progress
          value={share * 100}
          size={5}
          mt={8}
          color={state === 'failed' ? 'red' : 'indigo'}
          opacity={isStopped ? 0.55 : 1}
          striped={isInServer}
          animated={isInServer}
          aria-label={`${fileName}: ${Math.floor(share * 100)} percent sent`}
        />
      )}
      <Text size="xs" c="dimmed" mt={6} className="numbers" component="div" aria-live={isStopped ? 'polite' : 'off'}>
        <Status item={item} />
      </Text>
      {problem !== null && (
        <Text size="xs" mt={4} className={classes['problem'] ?? ''} role="alert">
          {problem.message}
        </Text>
      )}
    </Paper>
  );
}

const SAYS: Record<UploadItem['state'], string> = {
  waiting: 'Waits for its turn',
  'needs-file': 'Begun before: choose the file again to go on. What has arrived is kept',
  sending: 'Sending',
  paused: 'Paused',
  completing: 'All is sent; the server puts it together',
  checking: 'The server checks the video',
  done: 'Done',
  failed: 'Stopped',
  duplicate: 'The same content is there already',
  cancelled: 'Being cancelled',
};

function Status({ item }: { readonly item: UploadItem }): ReactNode {
  const { state, bytes, sent, bytesPerSecond, duplicates, analyse, runId, episodeId } = item;
  if (state === 'sending') {
    const left = secondsLeft(item);
    return [
      `${formatBytes(sent)} of ${formatBytes(bytes)}`,
      ...(bytesPerSecond === null ? [] : [`${formatBytes(bytesPerSecond)}/s`]),
      ...(left === null ? [] : [`${formatDuration(left)} left`]),
    ].join(' · ');
  }
  const twins = duplicates.filter((twin) => twin.episodeId !== episodeId);
  return (
    <>
      {state === 'done' && runId !== null ? 'Done; its analysis has begun. ' : `${SAYS[state]}. `}
      {(state === 'needs-file' || state === 'paused') && `${formatBytes(sent)} of ${formatBytes(bytes)} are there. `}
      {state === 'checking' && analyse !== null && 'Then it is analysed. '}
      {twins.length > 0 && (
        <>
          {state === 'done' ? 'The same content is' : 'It is'} in{' '}
          {twins.map((twin, place) => (
            <span key={twin.videoId}>
              {place > 0 && ', '}
              <Anchor component={Link} to={`/episodes/${twin.episodeId}`} inherit>
                {twin.episodeId}
              </Anchor>
            </span>
          ))}
          .
        </>
      )}
    </>
  );
}
