/** Episodes with what people see of them in a list: poster, faces, how far the work is. */
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import type { Episode } from '../../contract/episodes.ts';
import { namesOf } from '../../results/run-subjects.ts';
import type { ShownPerson } from '../../results/shown-people.ts';
import { signedCrop } from '../../results/signed-crop.ts';
import type { PlainEpisode } from './episode-rows.ts';

export interface EpisodeStores {
  readonly queries: Queries;
  readonly blobs: BlobStore;
}

/** One query, however many episodes there are. */
export async function showEpisodes(
  { queries, blobs }: EpisodeStores,
  episodes: readonly PlainEpisode[],
): Promise<Episode[]> {
  const people = episodes.flatMap(({ shown }) => shown?.first.flatMap(({ personId }) => personId ?? []) ?? []);
  const names = await namesOf(queries, [...new Set(people)]);
  const show = async ({ personId, name, seconds, cropKey }: ShownPerson) => ({
    name: personId === null ? name : (names.get(personId) ?? null),
    cropUrl: await signedCrop(blobs, cropKey),
    seconds,
  });
  return await Promise.all(
    episodes.map(async ({ posterKey, shown, ...episode }) => ({
      ...episode,
      posterUrl: await signedCrop(blobs, posterKey),
      cast: await Promise.all(shown?.first.map(show) ?? []),
      castCount: shown?.count ?? 0,
    })),
  );
}

/** {@link showEpisodes} of one. */
export async function showEpisode(stores: EpisodeStores, episode: PlainEpisode): Promise<Episode> {
  const [shown] = await showEpisodes(stores, [episode]);
  if (shown) return shown;
  throw new Error(`${episode.id} was lost.`);
}
