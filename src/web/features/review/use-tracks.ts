/** Tracks of an identity, of nobody, or that are no faces: read page by page as somebody scrolls. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTrpc, useTrpcClient } from '../../trpc.ts';
import { keptUrlsOf } from './kept-urls.ts';
import type { Opened } from './review-view.ts';

const PAGE = 100;

export function useTracks(runId: string, of: Opened) {
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useInfiniteQuery({
    queryKey: [...trpc.review.tracks.pathKey(), 'pages', runId, of],
    queryFn: async ({ pageParam, signal }) => {
      const page = await client.review.tracks.query({ runId, of, limit: PAGE, offset: pageParam }, { signal });
      const [urls, nowMs] = [keptUrlsOf(runId), Date.now()];
      const items = page.items.map((track) => ({
        ...track,
        faces: track.faces.map((face) => ({ ...face, url: urls.of(face.number, face.url, nowMs) })),
      }));
      return { ...page, items };
    },
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const read = pages.reduce((sum, { items }) => sum + items.length, 0);
      return read < total ? read : undefined;
    },
  });
  const tracks = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  return {
    tracks,
    total: query.data?.pages.at(-1)?.total ?? 0,
    isLoading: query.isPending,
    error: query.error,
    refetch: () => void query.refetch(),
    /** Does nothing while a page is on its way, or all are there. */
    more: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
    isAll: !query.hasNextPage,
  };
}
