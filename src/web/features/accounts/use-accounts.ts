/** Accounts and what admins do with them. Changes show at once, and are taken back if the server refuses. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTrpc } from '../../trpc.ts';
import { notifyFailure } from '../../ui/notify.ts';

export function useAccounts() {
  const trpc = useTrpc();
  return useQuery(trpc.accounts.list.queryOptions({}));
}
export type Account = NonNullable<ReturnType<typeof useAccounts>['data']>['items'][number];

export function useAccountChanges() {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const queryKey = trpc.accounts.list.queryKey({});
  const show = async (change: (accounts: Account[]) => Account[]) => {
    await cache.cancelQueries({ queryKey });
    const before = cache.getQueryData(queryKey);
    cache.setQueryData(queryKey, before && { items: change(before.items) });
    return () => cache.setQueryData(queryKey, before);
  };
  const showOne = (id: string, change: Partial<Account>) =>
    show((accounts) => accounts.map((each) => (each.id === id ? { ...each, ...change } : each)));
  const onError = (error: unknown, _: unknown, undo: (() => void) | undefined) => {
    undo?.();
    notifyFailure('The account stays as it is', error);
  };
  const onSettled = () => cache.invalidateQueries({ queryKey: trpc.accounts.pathKey() });
  const setRole = useMutation(
    trpc.accounts.setRole.mutationOptions({ onMutate: ({ id, role }) => showOne(id, { role }), onError, onSettled }),
  );
  const setEnabled = useMutation(
    trpc.accounts.setEnabled.mutationOptions({
      onMutate: ({ id, enabled }) => showOne(id, { disabledAt: enabled ? null : new Date().toISOString() }),
      onError,
      onSettled,
    }),
  );
  const remove = useMutation(
    trpc.accounts.delete.mutationOptions({
      onMutate: ({ id }) => show((accounts) => accounts.filter((each) => each.id !== id)),
      onError,
      onSettled,
    }),
  );
  return { setRole, setEnabled, remove };
}
