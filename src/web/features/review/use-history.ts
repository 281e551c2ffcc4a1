/** The log of edits, newest first, read page by page. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTrpc, useTrpcClient } from '../../trpc.ts';

const PAGE = 50;

export function useHistory(runId: string, isWanted: boolean) {
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useInfiniteQuery({
    queryKey: [...trpc.review.history.pathKey(), 'pages', runId],
    enabled: isWanted,
    queryFn: ({ pageParam, signal }) =>
      client.review.history.query({ runId, limit: PAGE, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const read = pages.reduce((sum, { items }) => sum + items.length, 0);
      return read < total ? read : undefined;
    },
  });
  // An edit that was made between two pages moves the others: one may come twice.
  const entries = useMemo(() => {
    const all = query.data?.pages.flatMap(({ items }) => items) ?? [];
    return [...new Map(all.map((entry) => [entry.id, entry])).values()];
  }, [query.data]);
  return {
    entries,
    byId: useMemo(() => new Map(entries.map((entry) => [entry.id, entry])), [entries]),
    total: query.data?.pages.at(-1)?.total ?? 0,
    isLoading: query.isPending,
    error: query.error,
    refetch: () => void query.refetch(),
    more: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
    isReading: query.isFetchingNextPage,
    isAll: !query.hasNextPage,
  };
}
