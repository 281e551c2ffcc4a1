/** Episodes with what people see of them in a list: poster, faces, how far the work is. */
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import type { Episode } from '../../contract/episodes.ts';
import { signedCrop } from '../../results/signed-crop.ts';
import { readCasts } from './episode-cast.ts';
import type { PlainEpisode } from './episode-rows.ts';

export interface EpisodeStores {
  readonly queries: Queries;
  readonly blobs: BlobStore;
}

/** One query, however many episodes there are. */
export async function showEpisodes(stores: EpisodeStores, episodes: readonly PlainEpisode[]): Promise<Episode[]> {
  const casts = await readCasts(
    stores,
    episodes.flatMap(({ activeRun }) => (activeRun ? [activeRun.id] : [])),
  );
  return await Promise.all(
    episodes.map(async ({ posterKey, ...episode }) => ({
      ...episode,
      posterUrl: await signedCrop(stores.blobs, posterKey),
      ...(casts.get(episode.activeRun?.id ?? '') ?? { cast: [], castCount: 0 }),
    })),
  );
}

/** {@link showEpisodes} of one. */
export async function showEpisode(stores: EpisodeStores, episode: PlainEpisode): Promise<Episode> {
  const [shown] = await showEpisodes(stores, [episode]);
  if (shown) return shown;
  throw new Error(`${episode.id} was lost.`);
}
