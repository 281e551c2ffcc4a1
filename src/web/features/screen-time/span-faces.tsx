/** The faces that were seen in a span: each leads to its frame. */
import { Skeleton, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { formatClock } from '../../lib/format-time.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { PlayerLink } from './player-link.tsx';
import classes from './receipt.module.css';
import type { Receipt } from './shared-spans.ts';

interface SpanFacesProps {
  readonly runId: string;
  readonly span: Receipt;
  readonly who: string | undefined;
}

/** The best of each track. */
const MOST_FACES = 24;
/** Sightings at the edge of a span lie a little inside it; those of a neighbouring span of the track do not. */
const EDGE_SECONDS = 0.001;

export function SpanFaces({ runId, span, who }: SpanFacesProps) {
  const trpc = useTrpc();
  const queries = useQueries({
    queries: span.tracks.map((track) => trpc.faces.list.queryOptions({ runId, track, limit: MOST_FACES })),
  });
  const failed = queries.find(({ error }) => error);
  if (failed) {
    return (
      <FailureNotice title="The faces could not be read" error={failed.error} onRetry={() => void failed.refetch()} />
    );
  }
  if (queries.some(({ isPending }) => isPending)) return <Skeleton height={74} />;
  const faces = queries
    .flatMap(({ data }) => data?.items ?? [])
    .filter(({ seconds }) => seconds >= span.startSeconds - EDGE_SECONDS && seconds < span.endSeconds + EDGE_SECONDS)
    .toSorted((a, b) => a.seconds - b.seconds);
  const total = queries.reduce((sum, { data }) => sum + (data?.total ?? 0), 0);
  if (faces.length === 0) {
    return (
      <Text size="xs" c="dimmed">
        No sighting of these tracks is among the best {MOST_FACES} here.
      </Text>
    );
  }
  return (
    <>
      <ul className={classes['faces']}>
        {faces.map((face) => (
          <li key={face.number}>
            <PlayerLink seconds={face.seconds} who={who} label={`Face in frame ${face.frame}, watch from`}>
              {face.cropUrl === null ? (
                <span className={classes['face']} />
              ) : (
                <img src={face.cropUrl} alt="" className={classes['face']} width={52} height={52} loading="lazy" />
              )}
              <span className={classes['at']}>{formatClock(face.seconds, 2)}</span>
            </PlayerLink>
          </li>
        ))}
      </ul>
      {total > faces.length && (
        <Text size="xs" c="dimmed" className="numbers">
          {faces.length} of {total} sightings of {span.tracks.length === 1 ? 'the track' : 'the tracks'}: the best ones
          in this span.
        </Text>
      )}
    </>
  );
}
