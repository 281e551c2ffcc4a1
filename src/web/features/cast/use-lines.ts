import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTrpc, useTrpcClient } from '../../trpc.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';

/** The lines of naming of a show for one model, and what may be done once they have changed. */
export function useLines(showId: string, modelId: number) {
  const api = useTrpcClient();
  const trpc = useTrpc();
  const cache = useQueryClient();
  const onSettled = () => cache.invalidateQueries({ queryKey: trpc.cast.recognition.pathKey() });
  const adopt = useMutation({
    mutationFn: (lines: { readonly acceptLikeness: number; readonly askLikeness: number }) =>
      api.cast.adoptLines.mutate({ showId, modelId, ...lines }),
    onSuccess: () => notifyDone('New analyses of this show use the new lines'),
    onSettled,
  });
  const reset = useMutation({
    mutationFn: () => api.cast.resetLines.mutate({ showId, modelId }),
    onSettled,
  });
  const compareAgain = useMutation({
    mutationFn: async () => {
      const { episodes } = await api.cast.totals.query({ showId });
      for (const { runId } of episodes) await api.identities.refreshSimilarity.mutate({ runId });
      return episodes.length;
    },
    onSuccess: (count) =>
      notifyDone(count === 1 ? '1 episode is being compared' : `${count} episodes are being compared`),
    onError: (error) => notifyFailure('Not all episodes are being compared', error),
  });
  return { adopt, reset, compareAgain };
}
