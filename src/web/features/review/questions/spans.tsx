/** When somebody is seen: the longest spans, each played on a click. */
import { useQuery } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import type { ReviewTrack } from '../../../../server/contract/review.ts';
import { formatClock } from '../../../lib/format-time.ts';
import { useTrpc } from '../../../trpc.ts';
import classes from './questions.module.css';

/** As many tracks are looked through for long ones. */
export const SPAN_TRACKS = 60;
const SHOWN = 4;

interface SpansProps {
  readonly tracks: readonly ReviewTrack[];
  readonly onPlay: (track: ReviewTrack) => void;
}

export function Spans({ tracks, onPlay }: SpansProps) {
  return (
    <ul className={classes['spans']} aria-label="Play">
      {tracks.map((track) => (
        <li key={track.number}>
          <button type="button" className={`${classes['span']} numbers`} onClick={() => onPlay(track)}>
            <Play size={11} aria-hidden />
            <span className="visually-hidden">Play </span>
            {formatClock(track.firstSeconds)}–{formatClock(track.lastSeconds)}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Of one identity, by time. */
export function useSpans(runId: string, identity: number): readonly ReviewTrack[] {
  const trpc = useTrpc();
  const { data } = useQuery(trpc.review.tracks.queryOptions({ runId, of: identity, limit: SPAN_TRACKS }));
  const length = ({ firstSeconds, lastSeconds }: ReviewTrack) => lastSeconds - firstSeconds;
  return (data?.items ?? [])
    .toSorted((a, b) => length(b) - length(a))
    .slice(0, SHOWN)
    .toSorted((a, b) => a.firstSeconds - b.firstSeconds);
}
