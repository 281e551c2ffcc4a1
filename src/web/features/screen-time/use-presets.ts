import { useQuery } from '@tanstack/react-query';
import { useTrpc } from '../../trpc.ts';

/** Rules by name; empty until they are here. They change with a new version of the server only. */
export function usePresets() {
  const trpc = useTrpc();
  const { data } = useQuery(trpc.screenTime.presets.queryOptions({}, { staleTime: Number.POSITIVE_INFINITY }));
  return data?.items ?? NONE;
}

const NONE: readonly never[] = [];
