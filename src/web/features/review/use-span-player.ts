/** The small player: what it shows follows the track or face that is chosen. */
import { useCallback, useEffect, useState } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import type { ReviewTrack } from '../../../server/contract/review.ts';
import { evenFrameTimes } from '../player/frame-times.ts';
import { PlayerControl } from '../player/player-control.ts';
import { useResult } from '../player/use-result.ts';

/** Seen before and after a track, in seconds. */
const LEAD_SECONDS = 0.4;

export function useSpanPlayer(
  episode: Episode,
  runId: string,
  at: { track?: ReviewTrack | undefined; face: number | null },
) {
  const { track, face } = at;
  const result = useResult(runId);
  const [control] = useState(() => new PlayerControl(evenFrameTimes(episode.video?.durationSeconds ?? 1)));
  const { frames } = result;
  useEffect(() => {
    if (frames) control.setFrames(frames);
  }, [frames, control]);
  const chosen = track?.faces.find(({ number }) => number === face);
  const seconds = chosen?.seconds ?? (track && bestMoment(track));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another place moves the picture, not a track that was read anew.
  useEffect(() => {
    if (seconds === undefined || track === undefined) return;
    control.setLoop(loopOf(track, control));
    control.seek(seconds);
  }, [control, track?.number, seconds]);
  const play = useCallback(
    (played: ReviewTrack): void => {
      const loop = loopOf(played, control);
      control.setLoop(loop);
      control.seek(loop.start);
      control.play();
    },
    [control],
  );
  return { control, result, play };
}

const loopOf = ({ firstSeconds, lastSeconds }: ReviewTrack, { frames }: PlayerControl) => ({
  start: Math.max(0, firstSeconds - LEAD_SECONDS),
  end: Math.min(frames.end, lastSeconds + LEAD_SECONDS),
});

/** When its best face is seen. */
function bestMoment({ faces, firstSeconds }: ReviewTrack): number {
  const best = faces.toSorted((a, b) => (b.quality ?? 0) - (a.quality ?? 0))[0];
  return best?.seconds ?? firstSeconds;
}
