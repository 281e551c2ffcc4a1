/** What a search has found, whatever is searched for. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FoundByFace, FoundByPhoto } from '../../../server/contract/face-search.ts';
import { useTrpc, useTrpcClient } from '../../trpc.ts';
import type { PreparedPhoto } from './prepare-photo.ts';
import { type SearchView, searchRequest } from './search-view.ts';

export interface Found {
  readonly data: FoundByFace | FoundByPhoto | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
  /** What is shown is of the question before. */
  readonly isBefore: boolean;
  readonly again: () => void;
}

/** @param photo the one that the view names. */
export function useFound(view: SearchView, photo: PreparedPhoto | undefined): Found {
  const trpc = useTrpc();
  const client = useTrpcClient();
  const request = searchRequest(view);
  const { run: runId, track, pick } = view;
  const best = useQuery(
    trpc.faces.list.queryOptions(
      { runId: runId ?? '', track, limit: 1 },
      { enabled: runId !== undefined && track !== undefined && view.face === undefined },
    ),
  );
  const number = view.face ?? best.data?.items[0]?.number;
  const byFace = useQuery(
    trpc.faces.search.queryOptions(
      { runId: runId ?? '', number: number ?? 0, ...request },
      { enabled: runId !== undefined && number !== undefined, placeholderData: keepPreviousData },
    ),
  );
  const byPhoto = useQuery({
    queryKey: ['search by picture', view.photo, pick ?? null, request],
    queryFn: () => {
      const face = pick === undefined ? {} : { face: pick };
      return client.faces.searchByPhoto.mutate({ photo: photo?.base64 ?? '', ...face, ...request });
    },
    enabled: photo !== undefined,
    placeholderData: keepPreviousData,
  });
  const { data, error, isPending, isPlaceholderData, refetch } = photo === undefined ? byFace : byPhoto;
  const failure = photo === undefined ? (best.error ?? error) : error;
  const isFaceless = photo === undefined && track !== undefined && best.data?.items.length === 0;
  return {
    data: failure === null ? data : undefined,
    error: isFaceless
      ? new Error('No face of this moment can be recognised: choose another one.')
      : (failure as Error | null),
    isPending: isPending && !isFaceless && failure === null,
    isBefore: isPlaceholderData,
    again: () => void (best.error ? best.refetch() : refetch()),
  };
}
