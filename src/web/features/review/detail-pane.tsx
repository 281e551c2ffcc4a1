/** What a stack is made of: its tracks by time, each with its faces, and the video beside them. */
import { Anchor, CloseButton, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import type { ReviewTrack } from '../../../server/contract/review.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { evenFrameTimes } from '../player/frame-times.ts';
import { PlayerControl } from '../player/player-control.ts';
import { useResult } from '../player/use-result.ts';
import { BoundsForm } from './bounds-form.tsx';
import classes from './detail.module.css';
import { DetailTools } from './detail-tools.tsx';
import { count } from './edit-sentences.ts';
import { nameOf } from './identity-names.ts';
import { excludeEdits, moveEdits, notAFaceEdits, splitEdits } from './plan-edits.ts';
import type { ReviewDialog } from './review-dialog.ts';
import type { Opened } from './review-view.ts';
import { SpanPlayer } from './span-player.tsx';
import { TrackList } from './track-list.tsx';
import { itemsOf, partsOf, trackOf } from './track-parts.ts';
import { useChoice } from './use-choice.ts';
import { usePartKeys } from './use-part-keys.ts';
import type { Review } from './use-review-state.ts';
import { useTracks } from './use-tracks.ts';

interface DetailPaneProps {
  readonly episode: Episode;
  readonly runId: string;
  readonly review: Review;
  readonly of: Opened;
  /** Keys are for it, not for the list of stacks. */
  readonly isActive: boolean;
  readonly isAsking: boolean;
  readonly canEdit: boolean;
  readonly onActive: (active: boolean) => void;
  readonly onOpen: (number: number) => void;
  readonly onClose: () => void;
  readonly onDialog: (dialog: ReviewDialog) => void;
}

/** Seen before and after a track, in seconds. */
const LEAD_SECONDS = 0.4;

export function DetailPane(props: DetailPaneProps) {
  const { episode, runId, review, of, isActive, isAsking, canEdit, onActive, onOpen, onClose, onDialog } = props;
  const { state, say, names } = review;
  const read = useTracks(runId, of);
  const { tracks } = read;
  const result = useResult(runId);
  const [control] = useState(() => new PlayerControl(evenFrameTimes(episode.video?.durationSeconds ?? 1)));
  const { frames } = result;
  useEffect(() => {
    if (frames) control.setFrames(frames);
  }, [frames, control]);
  const items = useMemo(() => itemsOf(tracks), [tracks]);
  const [choice, setChoice] = useChoice(items);
  const list = useRef<HTMLDivElement>(null);
  const [bounded, setBounded] = useState<number | null>(null);

  const track =
    choice.cursor === null ? undefined : tracks.find(({ number }) => number === trackOf(choice.cursor ?? 0, tracks));
  const face = track?.faces.find(({ number }) => number === choice.cursor);
  const shownAt = face?.seconds ?? (track && bestMoment(track));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another place moves the picture, not a track that was read anew.
  useEffect(() => {
    if (shownAt === undefined || track === undefined) return;
    control.setLoop({
      start: Math.max(0, track.firstSeconds - LEAD_SECONDS),
      end: Math.min(control.frames.end, track.lastSeconds + LEAD_SECONDS),
    });
    control.seek(shownAt);
  }, [control, track?.number, shownAt]);
  const play = useCallback(
    (number: number): void => {
      const played = tracks.find((each) => each.number === number);
      if (!played) return;
      const start = Math.max(0, played.firstSeconds - LEAD_SECONDS);
      control.setLoop({ start, end: Math.min(control.frames.end, played.lastSeconds + LEAD_SECONDS) });
      control.seek(start);
      control.play();
    },
    [control, tracks],
  );

  const parts = partsOf(choice, tracks);
  const clear = () => setChoice({ ...choice, marked: new Set() });
  const act = (edits: Parameters<typeof say>[0]): void => {
    clear();
    void say(edits);
  };
  const actions = {
    split: () => act(splitEdits(typeof of === 'number' ? of : null, parts)),
    who: (initial = '') => onDialog({ kind: 'who-parts', parts, initial }),
    nobody: () => act(moveEdits(parts, 'unassigned')),
    notAFace: () => act(notAFaceEdits(parts.tracks)),
    exclude: () => act(excludeEdits(parts.faces)),
    play: () => (control.state().speed !== 0 ? control.pause() : track && play(track.number)),
    bounds: () => track && setBounded(track.number),
  };
  usePartKeys({
    ...actions,
    isOn: isActive && !isAsking,
    canEdit,
    control,
    choice,
    setChoice,
    tracks,
    parts,
    onActive,
    onClose,
  });

  const identity = typeof of === 'number' ? state?.identities.find(({ number }) => number === of) : undefined;
  const bound = tracks.find(({ number }) => number === bounded);
  const title = identity
    ? nameOf(identity)
    : of === 'unassigned'
      ? 'Tracks of nobody'
      : of === 'not-faces'
        ? 'No faces'
        : '';
  const openBox = (key: string): void => {
    const found = state?.identities.find(({ person, number }) => (person?.id ?? `i${number}`) === key);
    if (found) onOpen(found.number);
  };
  return (
    <section
      className={classes['pane']}
      aria-label="Tracks"
      data-active={isActive || undefined}
      onPointerDownCapture={() => onActive(true)}
    >
      <div className={classes['head']}>
        <div className={classes['title']}>
          <Title order={2} size="h4">
            {title}
          </Title>
          <Text size="xs" c="dimmed" className="numbers">
            {count(read.total, 'track')}
            {identity && `, ${formatSeconds(identity.seconds)}`}
          </Text>
        </div>
        <CloseButton onClick={onClose} aria-label="Close the tracks" title="Close (Esc)" />
      </div>
      <SpanPlayer
        episode={episode}
        runId={runId}
        control={control}
        result={result}
        track={track?.number}
        seconds={track?.firstSeconds}
        onPerson={openBox}
      />
      {bound && (
        <BoundsForm
          key={bound.number}
          track={bound}
          control={control}
          onClose={() => setBounded(null)}
          onSave={(bounds) => {
            setBounded(null);
            act([{ kind: 'set-bounds', track: bound.number, ...bounds }]);
          }}
        />
      )}
      {identity && <Elsewhere review={review} number={identity.number} onOpen={onOpen} />}
      {canEdit && of !== 'not-faces' && <DetailTools parts={parts} actions={actions} isNobody={of === 'unassigned'} />}
      {of === 'not-faces' && (
        <Text size="xs" c="dimmed" px={12} py={6}>
          These count for nobody. To take one back, undo its edit in the history.
        </Text>
      )}
      {read.error ? (
        <FailureNotice title="The tracks could not be read" error={read.error} onRetry={read.refetch} />
      ) : read.isLoading ? (
        <Stack gap={6} p={8} aria-busy="true" role="status" aria-label="Loading">
          {[0, 1, 2].map((place) => (
            <Skeleton key={place} height={104} />
          ))}
        </Stack>
      ) : tracks.length === 0 ? (
        <Text c="dimmed" p="lg" ta="center">
          {of === 'unassigned'
            ? 'Every track belongs to somebody.'
            : of === 'not-faces'
              ? 'Nothing was said to be no face.'
              : 'No tracks any more.'}
        </Text>
      ) : (
        <TrackList
          listRef={list}
          label={`Tracks of ${title}`}
          tracks={tracks}
          total={read.total}
          choice={choice}
          canEdit={canEdit && of !== 'not-faces'}
          nameOfIdentity={names.identity}
          onChoice={setChoice}
          onPlay={play}
          onBounds={setBounded}
          onMore={read.more}
        />
      )}
    </section>
  );
}

/** When its best face is seen. */
function bestMoment({ faces, firstSeconds }: ReviewTrack): number {
  const best = faces.toSorted((a, b) => (b.quality ?? 0) - (a.quality ?? 0))[0];
  return best?.seconds ?? firstSeconds;
}

interface ElsewhereProps {
  readonly review: Review;
  readonly number: number;
  readonly onOpen: (number: number) => void;
}

/** Other stacks that are, or may be, the same person. */
function Elsewhere({ review: { state }, number, onOpen }: ElsewhereProps) {
  const own = state?.identities.find((identity) => identity.number === number);
  const id = (own?.person ?? own?.suggestion)?.id;
  const others = state?.identities.filter(
    (identity) => identity.number !== number && id !== undefined && (identity.person ?? identity.suggestion)?.id === id,
  );
  if (!others || others.length === 0) return null;
  return (
    <div className={classes['elsewhere']}>
      Also {(own?.person ?? own?.suggestion)?.name}:{' '}
      {others.slice(0, 6).map((identity, place) => (
        <span key={identity.number}>
          {place > 0 && ', '}
          <Anchor component="button" size="xs" onClick={() => onOpen(identity.number)}>
            stack {identity.number}
            {identity.person === null ? ' (perhaps)' : ''}
          </Anchor>
        </span>
      ))}
      {others.length > 6 && ` and ${others.length - 6} more`}
    </div>
  );
}
