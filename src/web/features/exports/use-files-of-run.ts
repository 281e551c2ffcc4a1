import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { failureOf } from '../../lib/failure-of.ts';
import { useTrpcClient } from '../../trpc.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { type ExportFile, filesApi, filesKey } from './export-files-api.ts';

/** Files that are being made are asked after so often. */
const ASK_MS = 1_500;
/** Addresses work for an hour: they are read afresh before that. */
const FRESH_MS = 30 * 60_000;

const isGoing = ({ state }: ExportFile): boolean => state === 'waiting' || state === 'running';

export function useFilesOfRun(runId: string) {
  const client = useTrpcClient();
  const queries = useQueryClient();
  const queryKey = filesKey(runId);
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await filesApi(client).list.query({ runId }, { signal })).items,
    refetchInterval: ({ state }) => (state.data?.some(isGoing) ? ASK_MS : FRESH_MS),
  });
  const settle = () => void queries.invalidateQueries({ queryKey });
  const cancel = useMutation({
    mutationFn: (id: string) => filesApi(client).cancel.mutate({ id }),
    onError: (failure) => notifyFailure('It goes on', failure),
    onSettled: settle,
  });
  const remove = useMutation({
    mutationFn: (id: string) => filesApi(client).delete.mutate({ id }),
    onMutate: async (id) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData<readonly ExportFile[]>(queryKey);
      queries.setQueryData<readonly ExportFile[]>(queryKey, (files) => files?.filter((file) => file.id !== id));
      return { before };
    },
    onError: (failure, _id, context) => {
      queries.setQueryData(queryKey, context?.before);
      notifyFailure('The file was not deleted', failure);
    },
    onSettled: settle,
  });
  // An older server makes no files by a job: then there are none, and nothing is wrong.
  const isUnknown = error !== null && failureOf(error).code === 'request.not-found';
  return {
    items: data ?? NONE,
    error: isUnknown ? null : error,
    refetch: () => void refetch(),
    cancel: (id: string) => cancel.mutate(id),
    remove: (id: string) => remove.mutate(id),
  };
}
export type FilesOfRun = ReturnType<typeof useFilesOfRun>;

const NONE: readonly ExportFile[] = [];
