/** The machine proposes which tracks of a stack show somebody else. */
import { Button, Group, Modal, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ReviewIdentity, ReviewTrack } from '../../../server/contract/review.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import { useShortcuts } from '../../lib/shortcuts.tsx';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { CropGrid } from './crop-grid.tsx';
import classes from './dialogs.module.css';
import { count } from './edit-sentences.ts';
import { nameOf } from './identity-names.ts';
import { useTracks } from './use-tracks.ts';

interface OutliersDialogProps {
  readonly runId: string;
  readonly identity: ReviewIdentity;
  readonly onAccept: (tracks: readonly number[]) => void;
  readonly onClose: () => void;
}

/** Of each track, so that every one is seen. */
const CROPS_OF_TRACK = 4;

export function OutliersDialog({ runId, identity, onAccept, onClose }: OutliersDialogProps) {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(trpc.review.outliers.queryOptions({ runId, identity: identity.number }));
  const { tracks, more, isAll } = useTracks(runId, identity.number);
  const leaving = new Set(data?.tracks);
  const found = tracks.filter(({ number }) => leaving.has(number));
  const isMissing = found.length < leaving.size && !isAll;
  useEffect(() => {
    if (isMissing) more();
  });
  const acceptButton = useRef<HTMLButtonElement>(null);
  // It comes later than the dialog, whose first button would have the focus else.
  const isThere = data !== null && data !== undefined;
  useEffect(() => {
    if (isThere) acceptButton.current?.focus();
  }, [isThere]);
  const accept = () => data && onAccept(data.tracks);
  useShortcuts('Outliers', data ? [{ keys: 'Enter', label: 'Split them off', run: accept }] : []);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Does somebody else hide in ${nameOf(identity)}?`}
      size={820}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {error && <FailureNotice title="No proposal could be made" error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Skeleton height={220} aria-busy />}
      {data === null && <Text c="dimmed">All tracks of this stack look like one person.</Text>}
      {data && (
        <>
          <Text size="sm" className="numbers">
            {count(data.tracks.length, 'track')}, {formatSeconds(data.seconds)}, look like somebody else: their mean
            face is {data.likeness.toFixed(2)} like that of the rest. Faces are {data.cohesion.all.toFixed(2)} alike
            now; <b>{data.cohesion.staying.toFixed(2)}</b> among those that stay, {data.cohesion.leaving.toFixed(2)}{' '}
            among those that go.
          </Text>
          <div className={classes['columns']} style={{ marginTop: 12 }}>
            <section aria-label="Stay">
              <Title order={3} size="h5" mb={6}>
                Stay
              </Title>
              <CropGrid crops={identity.crops.filter(({ track }) => !leaving.has(track))} />
            </section>
            <section aria-label="Go">
              <Title order={3} size="h5" mb={6}>
                Go to a new stack
              </Title>
              <CropGrid crops={cropsOf(found)} most={60} />
            </section>
          </div>
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={onClose}>
              Leave them (Esc)
            </Button>
            <Button ref={acceptButton} onClick={accept}>
              Split them off (Enter)
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}

const cropsOf = (tracks: readonly ReviewTrack[]) =>
  tracks.flatMap(({ faces }) =>
    faces
      .filter(({ url }) => url !== null)
      .toSorted((a, b) => (b.quality ?? 0) - (a.quality ?? 0))
      .slice(0, CROPS_OF_TRACK)
      .map(({ number, url }) => ({ face: number, url })),
  );
