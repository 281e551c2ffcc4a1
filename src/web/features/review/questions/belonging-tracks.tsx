/** All tracks of a stack; those that may be somebody else are marked, and more can be marked, or fewer. */
import { Button, Skeleton, Text } from '@mantine/core';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import type { ReviewIdentity, ReviewTrack } from '../../../../server/contract/review.ts';
import { formatClock, formatSeconds } from '../../../lib/format-time.ts';
import { count } from '../edit-sentences.ts';
import { useTracks } from '../use-tracks.ts';
import classes from './questions.module.css';
import { Spans } from './spans.tsx';

const MOST_SPANS = 6;

interface BelongingTracksProps {
  readonly runId: string;
  readonly identity: ReviewIdentity;
  readonly proposed: readonly number[];
  /** Tracks that are marked. */
  readonly leaving: ReadonlySet<number>;
  readonly onLeaving: (tracks: ReadonlySet<number>) => void;
  readonly onPlay: (track: ReviewTrack) => void;
}

export function BelongingTracks({ runId, identity, proposed, leaving, onLeaving, onPlay }: BelongingTracksProps) {
  const { tracks, more, isAll, isLoading, total } = useTracks(runId, identity.number);
  const first = new Set(proposed);
  const shown = [
    ...tracks.filter(({ number }) => first.has(number)),
    ...tracks.filter(({ number }) => !first.has(number)),
  ];
  const isMissing = !isAll && tracks.filter(({ number }) => first.has(number)).length < first.size;
  useEffect(() => {
    if (isMissing) more();
  });
  const toggle = (number: number): void => {
    const next = new Set(leaving);
    if (!next.delete(number)) next.add(number);
    onLeaving(next);
  };
  const marked = tracks.filter(({ number }) => leaving.has(number));
  if (isLoading) return <Skeleton height={220} aria-busy />;
  return (
    <div className={classes['side']}>
      <Text size="sm" className="numbers" role="status">
        {count(leaving.size, 'track')} of {total} marked as somebody else,{' '}
        {formatSeconds(marked.reduce((sum, { firstSeconds, lastSeconds }) => sum + lastSeconds - firstSeconds, 0))}
      </Text>
      <div className={classes['tiles']}>
        {shown.map((track) => (
          <Tile
            key={track.number}
            track={track}
            isMarked={leaving.has(track.number)}
            onToggle={() => toggle(track.number)}
          />
        ))}
      </div>
      {!isAll && (
        <Button variant="default" size="xs" onClick={more}>
          More tracks
        </Button>
      )}
      <Spans tracks={marked.slice(0, MOST_SPANS)} onPlay={onPlay} />
    </div>
  );
}

interface TileProps {
  readonly track: ReviewTrack;
  readonly isMarked: boolean;
  readonly onToggle: () => void;
}

function Tile({ track: { number, faces, firstSeconds }, isMarked, onToggle }: TileProps) {
  const best = faces.filter(({ url }) => url !== null).toSorted((a, b) => (b.quality ?? 0) - (a.quality ?? 0))[0];
  return (
    <button
      type="button"
      className={classes['tile']}
      aria-pressed={isMarked}
      aria-label={`Track ${number} at ${formatClock(firstSeconds)} is somebody else`}
      onClick={onToggle}
    >
      {best?.url ? <img src={best.url} alt="" loading="lazy" /> : <span className={classes['blank']} />}
      <span className={`${classes['time']} numbers`}>{formatClock(firstSeconds)}</span>
      <span className={classes['cross']} aria-hidden>
        <X size={14} strokeWidth={3} />
      </span>
    </button>
  );
}
