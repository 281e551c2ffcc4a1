/** What the shown run has found, and when each frame is shown. */
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTrpc, useTrpcClient } from '../../trpc.ts';
import { type FrameTimes, frameTimesOf, frameTimesOfShots, type TimelineFile } from './frame-times.ts';
import type { Size } from './overlay-geometry.ts';
import { type People, peopleOf } from './people.ts';

const NO_PEOPLE: People = { all: [], ofTrack: new Map() };

export function useResult(runId: string | null) {
  const trpc = useTrpc();
  const ofRun = runId === null ? skipToken : { runId };
  const table = useQuery(trpc.screenTime.table.queryOptions(ofRun, { placeholderData: keepPreviousData }));
  const shots = useQuery(trpc.shots.list.queryOptions(ofRun));
  const identities = useQuery(trpc.identities.list.queryOptions(ofRun));
  const timeline = useTimelineFile(runId);
  const people = useMemo(
    () => (table.data ? peopleOf(table.data.rows, identities.data?.items ?? []) : NO_PEOPLE),
    [table.data, identities.data],
  );
  const frames = useMemo((): FrameTimes | null => {
    if (timeline.data) return frameTimesOf(timeline.data);
    // While the file may still come nothing is guessed: numbers of frames would jump.
    return timeline.isError && shots.data ? frameTimesOfShots(shots.data.items) : null;
  }, [timeline.data, timeline.isError, shots.data]);
  const picture = useMemo((): Size | null => {
    if (!timeline.data) return null;
    return { width: timeline.data.picture.displayWidth, height: timeline.data.picture.displayHeight };
  }, [timeline.data]);
  return {
    people,
    shots: shots.data?.items ?? NO_SHOTS,
    frames,
    picture,
    isLoading: runId !== null && table.isPending,
    error: table.error ?? shots.error ?? null,
    refetch: () => void Promise.all([table.refetch(), shots.refetch()]),
  };
}

const NO_SHOTS: readonly never[] = [];

function useTimelineFile(runId: string | null) {
  const client = useTrpcClient();
  return useQuery({
    queryKey: ['timeline-file', runId],
    enabled: runId !== null,
    // Never changes, but its address does.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<TimelineFile> => {
      const { url } = await client.runs.artifactUrl.query({ id: runId ?? '', name: 'timeline.json' }, { signal });
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new TypeError(`The times of the frames could not be read: ${answer.status}.`);
      return (await answer.json()) as TimelineFile;
    },
  });
}
