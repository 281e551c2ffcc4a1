/** One of the two who are compared: a stack of this episode, or somebody of the cast. */
import { Text, Title } from '@mantine/core';
import type { Person } from '../../../../server/contract/cast.ts';
import type { ReviewIdentity, ReviewTrack } from '../../../../server/contract/review.ts';
import { formatSeconds } from '../../../lib/format-time.ts';
import { CropGrid } from '../crop-grid.tsx';
import { count } from '../edit-sentences.ts';
import { nameOf } from '../identity-names.ts';
import classes from './questions.module.css';
import { Spans, useSpans } from './spans.tsx';

const CROPS = 12;

interface StackSideProps {
  readonly runId: string;
  readonly identity: ReviewIdentity;
  readonly onPlay: (track: ReviewTrack) => void;
}

export function StackSide({ runId, identity, onPlay }: StackSideProps) {
  const tracks = useSpans(runId, identity.number);
  return (
    <section className={classes['side']} aria-label={nameOf(identity)}>
      <Title order={3} size="h5">
        {nameOf(identity)}
      </Title>
      <Text size="xs" c="dimmed" className="numbers">
        {formatSeconds(identity.seconds)} in {count(identity.tracks, 'track')}
      </Text>
      <CropGrid crops={identity.crops} most={CROPS} />
      <Spans tracks={tracks} onPlay={onPlay} />
    </section>
  );
}

interface PersonSideProps {
  readonly name: string;
  /** Absent: not read yet, or no longer in the cast. */
  readonly person: Person | undefined;
}

export function PersonSide({ name, person }: PersonSideProps) {
  const photos = (person?.photos ?? []).flatMap(({ faceUrl, url }, face) => {
    const shown = faceUrl ?? url;
    return shown === null || shown === undefined ? [] : [{ face, url: shown }];
  });
  return (
    <section className={classes['side']} aria-label={name}>
      <Title order={3} size="h5">
        {name}
      </Title>
      <Text size="xs" c="dimmed">
        {photos.length === 0 ? 'no photograph' : `of the cast, ${count(photos.length, 'photograph')}`}
      </Text>
      <CropGrid crops={photos} most={CROPS} />
    </section>
  );
}
