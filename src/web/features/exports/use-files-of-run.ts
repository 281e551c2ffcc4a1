import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ExportFile } from '../../../server/contract/exports.ts';
import { useTrpc } from '../../trpc.ts';
import { notifyFailure } from '../../ui/notify.ts';

/** Files that are being made are asked after so often. */
const ASK_MS = 1_500;
/** Addresses work for an hour: they are read afresh before that. */
const FRESH_MS = 30 * 60_000;

const isGoing = ({ state }: ExportFile): boolean => state === 'waiting' || state === 'running';

/** Files of a run that a job makes or has made, and what people do with them. */
export function useFilesOfRun(runId: string) {
  const trpc = useTrpc();
  const queries = useQueryClient();
  const queryKey = trpc.exports.list.queryKey({ runId });
  const { data, error, refetch } = useQuery(
    trpc.exports.list.queryOptions(
      { runId },
      { refetchInterval: ({ state }) => (state.data?.items.some(isGoing) ? ASK_MS : FRESH_MS) },
    ),
  );
  const onSettled = () => void queries.invalidateQueries({ queryKey });
  const cancel = useMutation(
    trpc.exports.cancel.mutationOptions({ onError: (failure) => notifyFailure('It goes on', failure), onSettled }),
  );
  const remove = useMutation(
    trpc.exports.delete.mutationOptions({
      onMutate: async ({ id }) => {
        await queries.cancelQueries({ queryKey });
        const before = queries.getQueryData(queryKey);
        queries.setQueryData(queryKey, (files) => files && { items: files.items.filter((file) => file.id !== id) });
        return { before };
      },
      onError: (failure, _asked, kept) => {
        queries.setQueryData(queryKey, kept?.before);
        notifyFailure('The file was not deleted', failure);
      },
      onSettled,
    }),
  );
  return {
    items: data?.items ?? NONE,
    error,
    refetch: () => void refetch(),
    cancel: (id: string) => cancel.mutate({ id }),
    remove: (id: string) => remove.mutate({ id }),
  };
}
export type FilesOfRun = ReturnType<typeof useFilesOfRun>;

const NONE: readonly ExportFile[] = [];
