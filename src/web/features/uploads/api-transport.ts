/** {@link UploadTransport} over the API and to signed URLs of the storage. */
import type { TRPCClient } from '@trpc/client';
import type { AppRouter } from '../../../server/api/app-router.ts';
import { failureOf } from '../../lib/failure-of.ts';
import { PartRefused } from './retry.ts';
import type { SignedPart, UploadTransport } from './upload-transport.ts';

export function apiTransport(api: TRPCClient<AppRouter>): UploadTransport {
  return {
    async ensureEpisode(wanted) {
      try {
        return { id: (await api.episodes.create.mutate(wanted)).id, isNew: true };
      } catch (error) {
        if (failureOf(error).code !== 'episodes.exists') throw error;
        const { showId, season, number } = wanted;
        const { items } = await api.episodes.list.query({ showId, season, limit: 200, sort: 'id' });
        const found =
          items.find((episode) => episode.number === number) ??
          (await api.episodes.list.query({ showId, season, limit: 200, sort: 'id', archived: true })).items.find(
            (episode) => episode.number === number,
          );
        if (!found) throw error;
        return { id: found.id, isNew: false };
      }
    },
    begin: ({ sha256, ...wanted }) => api.uploads.begin.mutate({ ...wanted, ...(sha256 !== undefined && { sha256 }) }),
    get: (id) => api.uploads.get.query({ id }),
    async signPart(id, part) {
      const { items } = await api.uploads.signParts.mutate({ id, parts: [part] });
      const [signed] = items;
      if (!signed) throw new PartRefused(0);
      return signed;
    },
    sendPart: put,
    complete: (id) => api.uploads.complete.mutate({ id }),
    cancel: async (id, withEmptyEpisode) => void (await api.uploads.cancel.mutate({ id, withEmptyEpisode })),
    async video(episodeId, videoId) {
      const { items } = await api.videos.list.query({ episodeId });
      return items.find(({ id }) => id === videoId) ?? null;
    },
    duplicates: async (id) => (await api.videos.duplicates.query({ id })).items,
    analyse: async (id, profile) => (await api.analysis.begin.mutate({ id, profile })).run,
  };
}

/** By XMLHttpRequest: `fetch` does not tell how much of a body has left. */
function put(
  { url, headers }: SignedPart,
  body: Blob,
  { signal, onSent }: { signal: AbortSignal; onSent: (bytes: number) => void },
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const { host } = new URL(url, location.href);
    const silent = new PartRefused(0, host === location.host ? undefined : host);
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener('abort', stop, { once: true });
    request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, body.size));
    request.onload = () =>
      request.status >= 200 && request.status < 300 ? resolve() : reject(new PartRefused(request.status));
    request.onerror = () => reject(silent);
    request.onabort = () => reject(signal.aborted ? signal.reason : silent);
    request.onloadend = () => signal.removeEventListener('abort', stop);
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(body);
  });
}
