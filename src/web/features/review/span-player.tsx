/** The video in small: a track's span over and over with boxes, or the frame of one face in its context. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { Pause, Play, StepBack, StepForward } from 'lucide-react';
import { useMemo } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import type { ReviewTrack } from '../../../server/contract/review.ts';
import { episodeTitle } from '../episodes/use-episode.ts';
import { Overlay } from '../player/overlay.tsx';
import type { PlayerControl } from '../player/player-control.ts';
import { TimeReadout } from '../player/time-readout.tsx';
import { usePlayState } from '../player/use-control.ts';
import type { useResult } from '../player/use-result.ts';
import { VideoStage } from '../player/video-stage.tsx';
import { PlayerLink } from '../screen-time/player-link.tsx';
import classes from './detail.module.css';

interface SpanPlayerProps {
  readonly episode: Episode;
  readonly runId: string;
  readonly control: PlayerControl;
  readonly result: ReturnType<typeof useResult>;
  /** Whose box is drawn strongest. */
  readonly track: ReviewTrack | undefined;
  readonly onPlay: () => void;
  /** Key of the person whose box was clicked. */
  readonly onPerson: (key: string) => void;
}

const NONE: ReadonlySet<string> = new Set();

export function SpanPlayer({ episode, runId, control, result, track, onPlay, onPerson }: SpanPlayerProps) {
  const { speed } = usePlayState(control);
  const { people, picture } = result;
  const who = useMemo(() => track && people.ofTrack.get(track.number)?.key, [people, track]);
  const isPlaying = speed !== 0;
  return (
    <div className={classes['player']}>
      <VideoStage control={control} episodeId={episode.id} title={episodeTitle(episode)} video={episode.video}>
        <Overlay
          control={control}
          runId={runId}
          people={people}
          hidden={NONE}
          who={who}
          picture={picture}
          onPerson={onPerson}
        />
      </VideoStage>
      <div className={classes['transport']} role="toolbar" aria-label="Playback">
        <Control label="One frame back" keys="," onClick={() => control.step(-1)}>
          <StepBack size={15} aria-hidden />
        </Control>
        <Control label={isPlaying ? 'Pause' : 'Play the track'} keys="P" onClick={onPlay}>
          {isPlaying ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
        </Control>
        <Control label="One frame on" keys="." onClick={() => control.step(1)}>
          <StepForward size={15} aria-hidden />
        </Control>
        <TimeReadout control={control} />
        {track && (
          <PlayerLink seconds={track.firstSeconds} who={who}>
            Watch
          </PlayerLink>
        )}
      </div>
    </div>
  );
}

interface ControlProps {
  readonly label: string;
  readonly keys: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function Control({ label, keys, onClick, children }: ControlProps) {
  return (
    <Tooltip label={`${label} (${keys})`} openDelay={500}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
