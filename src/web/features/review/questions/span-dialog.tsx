/** A span over and over, until somebody knows. */
import { Modal } from '@mantine/core';
import { useEffect } from 'react';
import type { Episode } from '../../../../server/contract/episodes.ts';
import type { ReviewTrack } from '../../../../server/contract/review.ts';
import { formatClock } from '../../../lib/format-time.ts';
import { useShortcuts } from '../../../lib/shortcuts.tsx';
import { SpanPlayer } from '../span-player.tsx';
import { useSpanPlayer } from '../use-span-player.ts';

interface SpanDialogProps {
  readonly episode: Episode;
  readonly runId: string;
  readonly track: ReviewTrack;
  readonly onClose: () => void;
}

export function SpanDialog({ episode, runId, track, onClose }: SpanDialogProps) {
  const { control, result, play } = useSpanPlayer(episode, runId, { track, face: null });
  const { frames } = result;
  // biome-ignore lint/correctness/useExhaustiveDependencies: plays once the frames are known.
  useEffect(() => {
    if (frames) play(track);
  }, [frames]);
  useShortcuts('Playback', [
    { keys: 'p', label: 'Play or pause', run: control.toggle },
    { keys: ',', label: 'One frame back', run: () => control.step(-1) },
    { keys: '.', label: 'One frame on', run: () => control.step(1) },
  ]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${formatClock(track.firstSeconds, 1)} to ${formatClock(track.lastSeconds, 1)}`}
      size={820}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <SpanPlayer
        episode={episode}
        runId={runId}
        control={control}
        result={result}
        track={track}
        onPlay={control.toggle}
        onPerson={() => undefined}
      />
    </Modal>
  );
}
