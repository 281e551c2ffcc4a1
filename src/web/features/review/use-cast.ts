/** The cast of the show, and new people in it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTrpc } from '../../trpc.ts';
import { notifyFailure } from '../../ui/notify.ts';

export function useCast(showId: string) {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const { data, error } = useQuery(trpc.cast.list.queryOptions({ showId }));
  const create = useMutation(
    trpc.cast.create.mutationOptions({
      onSuccess: (person) => {
        const key = trpc.cast.list.queryKey({ showId });
        cache.setQueryData(key, (known) => (known ? { items: [...known.items, person] } : known));
        void cache.invalidateQueries({ queryKey: trpc.cast.pathKey() });
      },
      onError: (failure) => notifyFailure('Nobody was added to the cast', failure),
    }),
  );
  return {
    cast: data?.items ?? NOBODY,
    error,
    /** Null: they could not be added, and that was told. */
    add: (name: string): Promise<string | null> =>
      create.mutateAsync({ showId, name }).then(
        ({ id }) => id,
        () => null,
      ),
  };
}

const NOBODY: readonly never[] = [];
