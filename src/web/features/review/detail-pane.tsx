/** What a stack is made of: its tracks by time, each with its faces, and the video beside them. */
import { CloseButton, Skeleton, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import type { ReviewIdentity } from '../../../server/contract/review.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { BoundsForm } from './bounds-form.tsx';
import classes from './detail.module.css';
import { DetailTools } from './detail-tools.tsx';
import { count } from './edit-sentences.ts';
import { Elsewhere } from './elsewhere.tsx';
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
import { useSpanPlayer } from './use-span-player.ts';
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

export function DetailPane(props: DetailPaneProps) {
  const { episode, runId, review, of, isActive, isAsking, onActive, onOpen, onClose, onDialog } = props;
  const { state, say, names } = review;
  const read = useTracks(runId, of);
  const { tracks } = read;
  const items = useMemo(() => itemsOf(tracks), [tracks]);
  const [choice, setChoice] = useChoice(items);
  const { cursor } = choice;
  const track = cursor === null ? undefined : tracks.find(({ number }) => number === trackOf(cursor, tracks));
  const { control, result, play } = useSpanPlayer(episode, runId, { track, face: cursor });
  const list = useRef<HTMLDivElement>(null);
  const [boundsOf, setBoundsOf] = useState<number | null>(null);
  const bound = tracks.find(({ number }) => number === boundsOf);
  // What is no face counts for nobody: there is nothing to be done to it here.
  const canEdit = props.canEdit && of !== 'not-faces';
  const identity = typeof of === 'number' ? state?.identities.find(({ number }) => number === of) : undefined;
  const title = titleOf(of, identity);

  const parts = partsOf(choice, tracks);
  const act = (edits: Parameters<typeof say>[0]): void => {
    setChoice({ ...choice, marked: new Set() });
    void say(edits);
  };
  const actions = {
    split: () => act(splitEdits(typeof of === 'number' ? of : null, parts)),
    who: (initial = '') => onDialog({ kind: 'who-parts', parts, initial }),
    nobody: () => act(moveEdits(parts, 'unassigned')),
    notAFace: () => act(notAFaceEdits(parts.tracks)),
    exclude: () => act(excludeEdits(parts.faces)),
    play: () => (control.state().speed !== 0 ? control.pause() : track && play(track)),
    bounds: () => track && setBoundsOf(track.number),
  };
  const isOn = isActive && !isAsking;
  usePartKeys({ ...actions, isOn, canEdit, control, choice, setChoice, tracks, parts, onActive });
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
        track={track}
        onPlay={actions.play}
        onPerson={openBox}
      />
      {bound && (
        <BoundsForm
          key={bound.number}
          track={bound}
          control={control}
          onClose={() => setBoundsOf(null)}
          onSave={(bounds) => {
            setBoundsOf(null);
            act([{ kind: 'set-bounds', track: bound.number, ...bounds }]);
          }}
        />
      )}
      {identity && <Elsewhere review={review} number={identity.number} onOpen={onOpen} />}
      {canEdit && <DetailTools parts={parts} actions={actions} isNobody={of === 'unassigned'} />}
      <Tracks of={of} read={read}>
        <TrackList
          listRef={list}
          label={`Tracks of ${title}`}
          tracks={tracks}
          total={read.total}
          choice={choice}
          canEdit={canEdit}
          nameOfIdentity={names.identity}
          onChoice={setChoice}
          onPlay={(number) => {
            const played = tracks.find((each) => each.number === number);
            if (played) play(played);
          }}
          onBounds={setBoundsOf}
          onMore={read.more}
        />
      </Tracks>
    </section>
  );
}

function titleOf(of: Opened, identity: ReviewIdentity | undefined): string {
  if (of === 'unassigned') return 'Tracks of nobody';
  if (of === 'not-faces') return 'No faces';
  return identity ? nameOf(identity) : 'Gone';
}

interface TracksProps {
  readonly of: Opened;
  readonly read: ReturnType<typeof useTracks>;
  /** Shown where there are tracks. */
  readonly children: ReactNode;
}

const PLACES = [0, 1, 2];

function Tracks({ of, read, children }: TracksProps) {
  if (read.error) {
    return <FailureNotice title="The tracks could not be read" error={read.error} onRetry={read.refetch} />;
  }
  if (read.isLoading) {
    return (
      <Stack gap={6} p={8} aria-busy="true" role="status" aria-label="Loading">
        {PLACES.map((place) => (
          <Skeleton key={place} height={104} />
        ))}
      </Stack>
    );
  }
  if (read.tracks.length === 0) {
    return (
      <Text c="dimmed" p="lg" ta="center">
        {NO_TRACKS[typeof of === 'number' ? 'identity' : of]}
      </Text>
    );
  }
  return (
    <>
      {of === 'not-faces' && (
        <Text size="xs" c="dimmed" px={12} py={6}>
          These count for nobody. To take one back, undo its edit in the history.
        </Text>
      )}
      {children}
    </>
  );
}

const NO_TRACKS = {
  identity: 'It has no tracks any more.',
  unassigned: 'Every track belongs to somebody.',
  'not-faces': 'Nothing was said to be no face.',
} as const;
