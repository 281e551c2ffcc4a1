/** What people do with runs. It shows at once, and is taken back if the server refuses. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunListItem } from '../../../server/contract/runs.ts';
import { useTrpc } from '../../trpc.ts';
import { notifyFailure } from '../../ui/notify.ts';

type Change = (run: RunListItem) => Partial<RunListItem> | null;

/** Changes runs where they are shown; null takes one away. Gives what takes the change back. */
function useShownRuns(episodeId: string) {
  const trpc = useTrpc();
  const cache = useQueryClient();
  return async (change: Change): Promise<() => void> => {
    await cache.cancelQueries({ queryKey: trpc.runs.pathKey() });
    const listKey = trpc.runs.list.queryKey({ episodeId });
    const list = cache.getQueryData(listKey);
    const single = (list?.items ?? []).map(({ id }) => trpc.runs.get.queryKey({ id }));
    const before = single.map((key) => cache.getQueryData(key));
    cache.setQueryData(
      listKey,
      list && {
        items: list.items.flatMap((run) => {
          const changed = change(run);
          return changed === null ? [] : [{ ...run, ...changed }];
        }),
      },
    );
    for (const key of single) cache.setQueryData(key, (run) => run && { ...run, ...change(run) });
    return () => {
      cache.setQueryData(listKey, list);
      for (const [index, key] of single.entries()) cache.setQueryData(key, before[index]);
    };
  };
}

export function useRunChanges(episodeId: string) {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const show = useShownRuns(episodeId);
  const settle = () =>
    Promise.all(
      [trpc.runs.pathKey(), trpc.episodes.pathKey(), trpc.jobs.pathKey()].map((queryKey) =>
        cache.invalidateQueries({ queryKey }),
      ),
    );
  const failed = (what: string) => (error: unknown, _: unknown, undo: (() => void) | undefined) => {
    undo?.();
    notifyFailure(what, error);
  };
  const activate = useMutation(
    trpc.runs.activate.mutationOptions({
      onMutate: ({ id }) => show((run) => ({ isActive: run.id === id })),
      onError: failed('The run is not the active one'),
      onSettled: settle,
    }),
  );
  const remove = useMutation(
    trpc.runs.delete.mutationOptions({
      onMutate: ({ id }) => show((run) => (run.id === id ? null : {})),
      onError: failed('The run was not deleted'),
      onSettled: settle,
    }),
  );
  const cancel = useMutation(
    trpc.analysis.cancel.mutationOptions({
      onMutate: ({ id }) => show((run) => (run.id === id ? { reason: 'It is being stopped.' } : {})),
      onError: failed('The run was not cancelled'),
      onSettled: settle,
    }),
  );
  const retry = useMutation(
    trpc.analysis.retry.mutationOptions({
      onMutate: ({ id }) =>
        show((run) => (run.id === id ? { state: 'queued', reason: null, reasonCode: null, finishedAt: null } : {})),
      onError: failed('The run was not begun again'),
      onSettled: settle,
    }),
  );
  return { activate, remove, cancel, retry };
}

/** What may be done with a run in its state. */
export const isUnfinished = ({ state }: Pick<RunListItem, 'state'>): boolean =>
  state === 'queued' || state === 'running' || state === 'interrupted';
export const canRetry = ({ state }: Pick<RunListItem, 'state'>): boolean => state === 'failed' || state === 'cancelled';
