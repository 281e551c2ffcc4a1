/** The best faces of an identity, each of which can become a photograph. */
import { Button, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import type { Person } from '../../../server/contract/cast.ts';
import { formatClock } from '../../lib/format-time.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { bestFaces } from './best-faces.ts';
import classes from './person.module.css';
import type { PersonChanges } from './use-person.ts';

interface FoundFacesProps {
  readonly runId: string;
  readonly identity: number;
  readonly person: Person;
  readonly changes: PersonChanges;
  readonly mayChange: boolean;
}

/** Of more than so many tracks the rest is left out. */
const TRACKS = 50;

export function FoundFaces({ runId, identity, person, changes, mayChange }: FoundFacesProps) {
  const trpc = useTrpc();
  const { data, error } = useQuery(trpc.review.tracks.queryOptions({ runId, of: identity, limit: TRACKS }));
  if (error) return <FailureNotice title="The faces could not be read" error={error} />;
  if (!data) return <Skeleton height={120} />;
  const used = new Set(
    person.photos.flatMap(({ sourceFace }) => (sourceFace?.runId === runId ? [sourceFace.number] : [])),
  );
  return (
    <ul className={classes['faces']} aria-label="Faces, the best first">
      {bestFaces(data.items).map(({ number, seconds, quality, url }) => (
        <li key={number} className={classes['crop']}>
          <img src={url} alt={`At ${formatClock(seconds)}`} loading="lazy" title={qualityText(quality)} />
          {used.has(number) && (
            <Text size="xs" ta="center" mt={4} c="dimmed">
              <Check size={11} aria-hidden /> in use
            </Text>
          )}
          {!used.has(number) && mayChange && (
            <Button
              size="compact-xs"
              variant="default"
              fullWidth
              mt={4}
              aria-label={`Use the face at ${formatClock(seconds, 1)} as a photograph`}
              loading={changes.takeCrop.isPending && changes.takeCrop.variables.faceNumber === number}
              onClick={() =>
                changes.takeCrop.mutate(
                  { runId, faceNumber: number },
                  { onError: (failure) => notifyFailure('This face was not taken', failure) },
                )
              }
            >
              Use
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

const qualityText = (quality: number | null): string =>
  quality === null ? 'Quality unknown' : `Quality ${Math.round(quality * 100)} %`;
