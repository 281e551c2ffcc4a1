import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTrpc } from '../../trpc.ts';
import { notifyFailure } from '../../ui/notify.ts';

/** Counts change without events, when workers come and go. */
const EVERY_MS = 4_000;

export function useQueues() {
  const trpc = useTrpc();
  return useQuery(trpc.jobs.queues.queryOptions({}, { refetchInterval: EVERY_MS }));
}
export type Queue = NonNullable<ReturnType<typeof useQueues>['data']>['items'][number];

/** Pauses and resumes a queue; shows at once. */
export function useQueuePause() {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const queryKey = trpc.jobs.queues.queryKey({});
  const show =
    (isPaused: boolean) =>
    async ({ name }: { name: string }) => {
      await cache.cancelQueries({ queryKey });
      const before = cache.getQueryData(queryKey);
      cache.setQueryData(
        queryKey,
        before && { items: before.items.map((each) => (each.name === name ? { ...each, isPaused } : each)) },
      );
      return () => cache.setQueryData(queryKey, before);
    };
  const onError = (error: unknown, _: unknown, undo: (() => void) | undefined) => {
    undo?.();
    notifyFailure('The queue stays as it is', error);
  };
  const onSettled = () => cache.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
  const pause = useMutation(trpc.jobs.pause.mutationOptions({ onMutate: show(true), onError, onSettled }));
  const resume = useMutation(trpc.jobs.resume.mutationOptions({ onMutate: show(false), onError, onSettled }));
  return { pause, resume };
}
