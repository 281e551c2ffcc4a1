/** Files that are chosen and not begun, with what is known of the episodes they are to be. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import { useTrpc } from '../../trpc.ts';
import { type CollectedFile, sorted } from './collect-files.ts';
import { episodeOf, lookAt, makeDraft } from './draft.ts';
import { hashInWorker } from './hash-blob.ts';
import { useUploads } from './uploads-provider.tsx';

/** A hash that could not be made: the upload goes without. */
const NO_HASH = '';
const MOST_IN_A_SEASON = 200;

export function useDrafts() {
  const trpc = useTrpc();
  const { drafts: store, queue } = useUploads();
  const drafts = useSyncExternalStore(store.subscribe, store.items);
  const { data } = useQuery(trpc.shows.list.queryOptions({}));
  const shows = data?.items ?? [];
  const wanted = drafts.flatMap((draft) => episodeOf(draft, shows) ?? []);
  const seasons = new Map(wanted.map(({ showId, season }) => [`${showId} ${season}`, { showId, season }]));
  const known = useQueries({
    queries: [...seasons.values()].flatMap((ofShow) =>
      [false, true].map((archived) =>
        trpc.episodes.list.queryOptions({ ...ofShow, archived, limit: MOST_IN_A_SEASON }, { staleTime: 5_000 }),
      ),
    ),
  });
  const episodes = new Map<string, Episode>();
  for (const { data: page } of known) for (const episode of page?.items ?? []) episodes.set(episode.id, episode);
  useHashes();

  /** Gives the names of those that are no videos. Files that an upload waits for go there at once. */
  const add = (found: readonly CollectedFile[]): string[] => {
    const { videos, others } = sorted(found);
    const isNew = ({ file, path }: CollectedFile): boolean => {
      const waiting = queue?.waitingFor(file);
      if (waiting) queue?.giveFile(waiting.key, file);
      return !waiting && !store.items().some(({ key }) => key === keyOf({ file, path }));
    };
    store.add(...videos.filter(isNew).map((video) => makeDraft(keyOf(video), video, shows)));
    return others;
  };

  const surroundings = { shows, episodes, drafts };
  return {
    add,
    shows,
    rows: drafts.map((draft) => ({ draft, findings: lookAt(draft, surroundings) })),
    change: store.change.bind(store),
    remove: store.remove.bind(store),
  };
}

/** The same file, chosen twice, is one draft. */
const keyOf = ({ file, path }: Pick<CollectedFile, 'file' | 'path'>): string =>
  `${path} ${file.size} ${file.lastModified}`;

/** Hashes one after the other while a person looks at the names, so that the server can say whether it has the content. */
function useHashes(): void {
  const { drafts: store } = useUploads();
  const next = useSyncExternalStore(store.subscribe, () => store.items().find(({ sha256 }) => sha256 === null));
  const [key, file] = [next?.key, next?.file];
  useEffect(() => {
    if (key === undefined || file === undefined) return;
    const stop = new AbortController();
    hashInWorker(file, stop.signal).then(
      (sha256) => store.change(key, { sha256 }),
      () => stop.signal.aborted || store.change(key, { sha256: NO_HASH }),
    );
    return () => stop.abort(new Error('not wanted any more'));
  }, [key, file, store]);
}
