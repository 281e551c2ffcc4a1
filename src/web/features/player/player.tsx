import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { episodeTitle } from '../episodes/use-episode.ts';
import { evenFrameTimes, meanFrame } from './frame-times.ts';
import { NobodyCounted } from './nobody-counted.tsx';
import { Overlay } from './overlay.tsx';
import { PeopleList } from './people-list.tsx';
import classes from './player.module.css';
import { PlayerControl } from './player-control.ts';
import { PeopleSkeleton, TimelineSkeleton } from './player-skeleton.tsx';
import { type Interval, spansOf } from './spans.ts';
import { Timeline } from './timeline/timeline.tsx';
import { TimelineView } from './timeline/timeline-view.ts';
import { Transport } from './transport.tsx';
import { useAddressFollows } from './use-address-follows.ts';
import { usePlayerActions } from './use-player-actions.ts';
import { usePlayerShortcuts } from './use-player-shortcuts.ts';
import { usePlayerView } from './use-player-view.ts';
import { useResult } from './use-result.ts';
import { VideoStage } from './video-stage.tsx';

/** Frames that the closest look shows. */
const FEWEST_FRAMES = 12;

export function Player({ episode, runId }: { readonly episode: Episode; readonly runId: string | null }) {
  const address = usePlayerView();
  const { view, change, hidden, range: keptRange } = address;
  const result = useResult(runId);
  const [control] = useState(() => new PlayerControl(evenFrameTimes(episode.video?.durationSeconds ?? 1)));
  const [timeline] = useState(() => {
    const { at, span } = view;
    const shown = at !== undefined && span !== undefined ? { start: at, span } : null;
    return new TimelineView(limitsOf(control), shown);
  });
  const { frames } = result;
  useEffect(() => {
    if (frames) control.setFrames(frames);
    timeline.setLimits(limitsOf(control));
  }, [frames, control, timeline]);

  const [draft, setDraft] = useState<Interval | null>(null);
  const [areBoxesShown, setBoxesShown] = useState(true);
  const range = draft ?? keptRange;
  const isLooping = view.loop === true && keptRange !== null;
  useEffect(() => control.setLoop(isLooping ? keptRange : null), [control, isLooping, keptRange]);
  useAddressFollows({ control, timeline, seconds: view.t, change });

  const { people, shots } = result;
  const shotSpans = useMemo(
    () => spansOf(shots.map(({ startSeconds, endSeconds }) => ({ start: startSeconds, end: endSeconds }))),
    [shots],
  );
  const thumbnails = useThumbnails(episode);
  const data = useMemo(
    () => ({ people: people.all, shots: shotSpans, frames: frames ?? control.frames, range, who: view.who, hidden }),
    [people, shotSpans, frames, control, range, view.who, hidden],
  );

  const videoPlace = useRef<HTMLDivElement>(null);
  const actions = usePlayerActions({ ...address, control, timeline, people, videoPlace });
  const { onPerson, onToggle, onRange, onLoop, onFullScreen, onZoom } = actions;
  const onBoxes = useCallback(() => setBoxesShown((shown) => !shown), []);
  usePlayerShortcuts({ ...actions, control, onBoxes });
  // The list may lag behind the pointer, the range itself may not.
  const countedRange = useDeferredValue(range);

  return (
    <div className={classes['page']}>
      <div ref={videoPlace} className={classes['video']}>
        <VideoStage control={control} episodeId={episode.id} title={episodeTitle(episode)} video={episode.video}>
          {areBoxesShown && runId !== null && (
            <Overlay
              control={control}
              runId={runId}
              people={people}
              hidden={hidden}
              who={view.who}
              picture={result.picture}
              onPerson={onPerson}
            />
          )}
        </VideoStage>
        <Transport
          control={control}
          isLooping={isLooping}
          onLoop={keptRange ? onLoop : null}
          areBoxesShown={areBoxesShown}
          onBoxes={onBoxes}
          onFullScreen={onFullScreen}
        />
      </div>
      {result.isLoading ? (
        <PeopleSkeleton />
      ) : (
        <PeopleList
          control={control}
          runId={runId}
          people={people}
          range={countedRange}
          who={view.who}
          hidden={hidden}
          onPerson={onPerson}
          onToggle={onToggle}
        />
      )}
      <div className={classes['timelinePlace']}>
        {result.error !== null && (
          <FailureNotice title="The result could not be read" error={result.error} onRetry={result.refetch} />
        )}
        {result.isLoading && <TimelineSkeleton />}
        {!result.isLoading && result.error === null && (
          <Timeline
            data={data}
            view={timeline}
            control={control}
            thumbnails={thumbnails}
            onZoom={onZoom}
            onPerson={onPerson}
            onDraft={setDraft}
            onRange={onRange}
            onClearRange={actions.onClearRange}
          />
        )}
        {runId === null && <NobodyCounted episode={episode} />}
      </div>
    </div>
  );
}

const limitsOf = ({ frames }: PlayerControl) => ({
  duration: frames.end,
  shortest: Math.min(frames.end, FEWEST_FRAMES * meanFrame(frames)),
});

function useThumbnails(episode: Episode) {
  const trpc = useTrpc();
  const { data } = useQuery(
    trpc.videos.thumbnails.queryOptions({ episodeId: episode.id }, { enabled: episode.video?.state === 'ready' }),
  );
  return data ?? null;
}
