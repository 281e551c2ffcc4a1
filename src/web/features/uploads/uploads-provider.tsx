/** Uploads go on whichever page is shown: their queue lives above all of them. */
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { useTrpc, useTrpcClient } from '../../trpc.ts';
import type { UploadItem } from './upload-item.ts';
import type { UploadQueue } from './upload-queue.ts';

interface Uploads {
  /** Null until it is loaded, a moment after the first page. */
  readonly queue: UploadQueue | null;
  readonly items: readonly UploadItem[];
}

const NONE: readonly UploadItem[] = [];
const UploadsContext = createContext<Uploads>({ queue: null, items: NONE });

const never = () => () => undefined;

export function UploadsProvider({ children }: { readonly children: ReactNode }) {
  const queue = useLoadedQueue();
  const items = useSyncExternalStore(queue?.subscribe ?? never, queue?.items ?? (() => NONE));
  const isSending = items.some(({ state }) => state === 'sending' || state === 'waiting');
  useEffect(() => {
    if (!isSending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isSending]);
  return <UploadsContext value={{ queue, items }}>{children}</UploadsContext>;
}

export const useUploads = (): Uploads => use(UploadsContext);

/** Its code and what it restores come after the first page has been shown. */
function useLoadedQueue(): UploadQueue | null {
  const [queue, setQueue] = useState<UploadQueue | null>(null);
  const api = useTrpcClient();
  const trpc = useTrpc();
  const cache = useQueryClient();
  useEffect(() => {
    let isGone = false;
    void (async () => {
      const { startUploads } = await import('./start-uploads.ts');
      const started = await startUploads(api);
      if (isGone) return;
      setQueue(started);
      // Nobody may be signed in, or the server may be away: there is nothing to take up then.
      const open = await cache.fetchQuery(trpc.uploads.list.queryOptions({})).catch(() => null);
      if (open && !isGone) await started.restore(open.items);
    })();
    return () => {
      isGone = true;
    };
  }, [api, trpc, cache]);
  return queue;
}
