/** The picture with what lies on it. */
import { Anchor, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { failureOf } from '../../lib/failure-of.ts';
import classes from './player.module.css';
import type { PlayerControl } from './player-control.ts';
import { usePlayback } from './use-playback.ts';

interface VideoStageProps {
  readonly control: PlayerControl;
  readonly episodeId: string;
  readonly title: string;
  /** Null: none that could be played. */
  readonly video: { readonly state: string; readonly reason: string | null } | null;
  /** Lies on the picture. */
  readonly children: ReactNode;
}

export function VideoStage({ control, episodeId, title, video, children }: VideoStageProps) {
  const element = useRef<HTMLVideoElement>(null);
  const { playback, error, renew } = usePlayback(episodeId, video?.state === 'ready');
  const [failedUrl, setFailedUrl] = useState<string>();
  const isPlayable = playback?.isPlayable === true;
  useEffect(() => (isPlayable && element.current ? control.attach(element.current) : undefined), [control, isPlayable]);
  const onError = (): void => {
    // 2: the network; an address that has ended looks the same.
    if (element.current?.error?.code === 2 && failedUrl === undefined) renew();
    setFailedUrl(playback?.url);
  };
  const hasFailed = playback !== undefined && failedUrl === playback.url;
  return (
    <div className={classes['stage']}>
      {isPlayable && (
        // biome-ignore lint/a11y/useMediaCaption: nobody has written captions for what people upload.
        <video ref={element} src={playback.url} preload="auto" playsInline aria-label={title} onError={onError} />
      )}
      {children}
      <StageNotice
        text={noticeOf({ video, error, isPlayable: playback?.isPlayable, hasFailed })}
        {...(hasFailed && { onRetry: renew })}
      />
    </div>
  );
}

interface Situation {
  readonly video: VideoStageProps['video'];
  readonly error: unknown;
  readonly isPlayable: boolean | undefined;
  readonly hasFailed: boolean;
}

function noticeOf({ video, error, isPlayable, hasFailed }: Situation): string | null {
  if (video === null) return 'This episode has no video. Upload one to see it here.';
  if (video.state === 'checking') return 'The video is being checked. It appears here by itself in a moment.';
  if (video.state === 'rejected') return `The video cannot be used. ${video.reason ?? ''}`;
  if (error) return failureOf(error).message;
  if (isPlayable === false) {
    return 'Browsers cannot play this file. A version that they can play is being made and appears here by itself. Until then the timeline works without the picture.';
  }
  return hasFailed ? 'This browser could not play the video: the connection broke or the file is damaged.' : null;
}

function StageNotice({ text, onRetry }: { readonly text: string | null; readonly onRetry?: () => void }) {
  if (text === null) return null;
  return (
    <div className={classes['notice']} role="status">
      <Text size="sm" component="div">
        {text}{' '}
        {onRetry && (
          <Anchor component="button" size="sm" c="inherit" td="underline" onClick={onRetry}>
            Try again
          </Anchor>
        )}
      </Text>
    </div>
  );
}
