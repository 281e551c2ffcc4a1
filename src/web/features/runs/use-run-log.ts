import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { RunLogLine } from '../../../server/contract/runs.ts';
import { useTrpc, useTrpcClient } from '../../trpc.ts';

const EVERY_MS = 3_000;

/** The lines of a run's log, oldest first. Only what is new is asked for; while the run goes on, again and again. */
export function useRunLog(id: string, goesOn: boolean) {
  const trpc = useTrpc();
  const client = useTrpcClient();
  const cache = useQueryClient();
  const queryKey = [...trpc.runs.log.queryKey({ id }), 'lines'];
  return useQuery({
    queryKey,
    queryFn: async () => {
      const known = cache.getQueryData<RunLogLine[]>(queryKey) ?? [];
      const { items } = await client.runs.log.query({ id, after: known.at(-1)?.sequence });
      return [...known, ...items];
    },
    refetchInterval: goesOn ? EVERY_MS : false,
  });
}
