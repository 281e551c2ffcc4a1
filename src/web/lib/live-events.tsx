/** The one stream of events of this tab: what it tells is kept by run, and what it makes stale is read afresh. */
import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { createContext, type ReactNode, use, useMemo, useReducer, useRef, useState, useSyncExternalStore } from 'react';
import type { DomainEvent, StreamedEvent } from '../../server/contract/events.ts';
import type { ReviewStateShape } from '../../server/contract/review.ts';
import { useTrpc } from '../trpc.ts';
import { type LiveRun, type LiveRuns, withEvent } from './live-runs.ts';

/** `offline`: this machine has no network. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'offline';

interface Live {
  readonly connection: Connection;
  readonly runs: LiveRuns;
}

const LiveEvents = createContext<Live>({ connection: 'connecting', runs: new Map() });

/** Everything that happens to any episode: a tab needs no other stream, however many it shows. */
const TOPICS = { topics: ['queue'] };

export function LiveEventsProvider({ children }: { readonly children: ReactNode }) {
  const [runs, tell] = useReducer(
    (before: LiveRuns, { event, atMs }: { event: DomainEvent; atMs: number }) => withEvent(before, event, atMs),
    new Map(),
  );
  const refresh = useRefresh();
  const isOnline = useSyncExternalStore(onNetworkChange, () => navigator.onLine);
  const trpc = useTrpc();
  const { status } = useSubscription(
    trpc.events.follow.subscriptionOptions(TOPICS, {
      onData: ({ data }: { data: StreamedEvent }) => {
        if (data.type === 'event') tell({ event: data.event, atMs: performance.now() });
        refresh(data);
      },
    }),
  );
  const [wasLive, setWasLive] = useState(false);
  if (status === 'pending' && !wasLive) setWasLive(true);
  const connection = isOnline ? connectionOf(status, wasLive) : 'offline';
  const live = useMemo(() => ({ connection, runs }), [connection, runs]);
  return <LiveEvents value={live}>{children}</LiveEvents>;
}

export const useConnection = (): Connection => use(LiveEvents).connection;

/** What was told of a run since this page was opened; undefined: nothing. */
export const useLiveRun = (run: string | undefined): LiveRun | undefined => {
  const { runs } = use(LiveEvents);
  return run === undefined ? undefined : runs.get(run);
};

function connectionOf(status: 'idle' | 'connecting' | 'pending' | 'error', wasLive: boolean): Connection {
  if (status === 'pending') return 'live';
  return wasLive || status === 'error' ? 'reconnecting' : 'connecting';
}

function onNetworkChange(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

/** Has pages read again what an event made stale. Progress does not: it comes with its own numbers. */
function useRefresh(): (told: StreamedEvent) => void {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const wasConnected = useRef(false);
  return (told) => {
    if (told.type !== 'event') {
      // After a gap anything may have changed; since this page was opened only what changes by itself.
      if (wasConnected.current) void cache.invalidateQueries();
      else
        for (const queryKey of [trpc.episodes, trpc.runs, trpc.uploads, trpc.jobs].map((each) => each.pathKey()))
          void cache.invalidateQueries({ queryKey });
      wasConnected.current = true;
      return;
    }
    const { event } = told;
    if (event.type === 'cast-changed') return void cache.invalidateQueries({ queryKey: trpc.cast.pathKey() });
    if (event.type === 'run-progress' || event.type === 'run-warning') return;
    if (event.type === 'review-changed') {
      // Who has said it may have the answer already. Any run of the episode follows.
      const states = cache.getQueriesData<ReviewStateShape>({ queryKey: trpc.review.state.pathKey() });
      const isNews = states.some(([, state]) => state?.episodeId === event.episode && state.seq < event.seq);
      const read = [trpc.screenTime, trpc.identities, trpc.tracks.list, trpc.cast.totals, trpc.cast.appearances];
      const numbers = read.map((each) => each.pathKey());
      for (const queryKey of isNews ? [trpc.review.pathKey(), ...numbers] : numbers)
        void cache.invalidateQueries({ queryKey });
      return;
    }
    const stale = [trpc.episodes.pathKey(), trpc.videos.pathKey(), trpc.uploads.pathKey(), trpc.runs.list.pathKey()];
    // Whom an episode shows, and for how long.
    stale.push(trpc.cast.totals.pathKey(), trpc.cast.appearances.pathKey());
    if (event.type === 'run-state') stale.push(trpc.runs.pathKey(), trpc.jobs.pathKey());
    for (const queryKey of stale) void cache.invalidateQueries({ queryKey });
  };
}
