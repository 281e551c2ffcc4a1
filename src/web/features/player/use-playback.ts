/** Where the episode's video plays. Its address works for some hours only and is renewed in time. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Playback } from '../../../server/contract/videos.ts';
import { useTrpc } from '../../trpc.ts';

/** So long before it ends. */
const EARLY_MS = 5 * 60_000;

export function usePlayback(episodeId: string, hasVideo: boolean) {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(
    trpc.videos.playback.queryOptions(
      { episodeId },
      {
        enabled: hasVideo,
        refetchInterval: ({ state }) =>
          state.data ? Math.max(1_000, endOf(state.data) - EARLY_MS - Date.now()) : false,
      },
    ),
  );
  const [held, setHeld] = useState<Playback>();
  // Each answer has an address of its own. The one that plays is kept while it works: another would interrupt.
  if (data && (!held || !isSame(held, data) || endOf(held) - EARLY_MS <= Date.now()) && held !== data) setHeld(data);
  return {
    playback: held,
    error,
    /** The address no longer works. */
    renew: () => {
      setHeld(undefined);
      void refetch();
    },
  };
}

const endOf = ({ expiresAt }: Playback): number => Date.parse(expiresAt);

const isSame = (one: Playback, other: Playback): boolean =>
  one.videoId === other.videoId && one.isProxy === other.isProxy;
