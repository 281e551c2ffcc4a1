/** API keys; the keys themselves are told once, when they are made. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTrpc } from '../../trpc.ts';
import { notifyFailure } from '../../ui/notify.ts';

export function useKeys() {
  const trpc = useTrpc();
  return useQuery(trpc.accounts.keys.queryOptions({}));
}
export type ApiKey = NonNullable<ReturnType<typeof useKeys>['data']>['items'][number];

export function useRevokeKey() {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const queryKey = trpc.accounts.keys.queryKey({});
  return useMutation(
    trpc.accounts.revokeKey.mutationOptions({
      onMutate: async ({ id }) => {
        await cache.cancelQueries({ queryKey });
        const before = cache.getQueryData(queryKey);
        cache.setQueryData(queryKey, before && { items: before.items.filter((key) => key.id !== id) });
        return () => cache.setQueryData(queryKey, before);
      },
      onError: (error, _, undo) => {
        undo?.();
        notifyFailure('The key was not ended', error);
      },
      onSettled: () => cache.invalidateQueries({ queryKey }),
    }),
  );
}
