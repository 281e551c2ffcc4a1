import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTrpc } from '../../trpc.ts';

/** What the people of a show are called besides their names, by their key; empty until it is known. */
export function useAliases(showId: string): ReadonlyMap<string, readonly string[]> {
  const trpc = useTrpc();
  const { data } = useQuery(trpc.cast.list.queryOptions({ showId }));
  return useMemo(() => new Map(data?.items.map(({ id, aliases }) => [id, aliases])), [data]);
}
