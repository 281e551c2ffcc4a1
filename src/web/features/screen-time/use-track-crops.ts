/** A picture per track of some people. */
import { useQueries } from '@tanstack/react-query';
import { useTrpc } from '../../trpc.ts';
import type { OpenReceipt } from './receipt-address.ts';

/** As many as the API gives at once: who has more tracks has the later ones without a picture. */
const MOST_TRACKS = 200;

interface Which {
  readonly identity?: number;
  readonly unassigned?: boolean;
}

/** URL by track. */
export function useTrackCrops(
  runId: string,
  { subjects, isEverybody }: Pick<OpenReceipt, 'subjects' | 'isEverybody'>,
): ReadonlyMap<number, string> {
  const trpc = useTrpc();
  const ofSubjects = subjects.flatMap(({ isUnattributed, row }): readonly Which[] =>
    isUnattributed ? [{ unassigned: true }] : row.identities.map((identity) => ({ identity })),
  );
  const asked: readonly Which[] = isEverybody ? [{}] : ofSubjects;
  const answers = useQueries({
    queries: asked.map((which) => trpc.tracks.list.queryOptions({ runId, limit: MOST_TRACKS, ...which })),
  });
  const tracks = answers.flatMap(({ data }) => data?.items ?? []);
  return new Map(tracks.flatMap(({ number, cropUrl }) => (cropUrl === null ? [] : [[number, cropUrl] as const])));
}
