/** Uploads go on whichever page is shown: their queue lives above all of them. */
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { useTrpc, useTrpcClient } from '../../trpc.ts';
import type { Draft } from './draft.ts';
import { ListStore } from './list-store.ts';
import type { UploadItem } from './upload-item.ts';
import type { UploadQueue } from './upload-queue.ts';

interface Uploads {
  /** Null until it is loaded, a moment after the first page. */
  readonly queue: UploadQueue | null;
  readonly items: readonly UploadItem[];
  /** Files that are chosen and not begun: still there when somebody has looked at another page. */
  readonly drafts: ListStore<Draft>;
}

const NONE: readonly UploadItem[] = [];
const UploadsContext = createContext<Uploads | null>(null);

const never = () => () => undefined;

export function UploadsProvider({ children }: { readonly children: ReactNode }) {
  const queue = useLoadedQueue();
  const [drafts] = useState(() => new ListStore<Draft>());
  const items = useSyncExternalStore(queue?.subscribe ?? never, queue?.items ?? (() => NONE));
  const isSending = items.some(({ state }) => state === 'sending' || state === 'waiting');
  useEffect(() => {
    if (!isSending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isSending]);
  return <UploadsContext value={{ queue, items, drafts }}>{children}</UploadsContext>;
}

export function useUploads(): Uploads {
  const uploads = use(UploadsContext);
  if (uploads === null) throw new Error('Uploads need an UploadsProvider around them.');
  return uploads;
}

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
