import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { Database, Queries } from '../../../adapters/database/port.ts';
import type { FoundMoments as Indexed } from '../../../adapters/face-index/port.ts';
import type { FoundEpisode, Moment } from '../../contract/face-search.ts';
import { type IdentityOwner, readOwners } from '../../results/run-subjects.ts';
import { signedCrop } from '../../results/signed-crop.ts';

export interface MomentStores {
  readonly database: Pick<Database, 'queries'>;
  readonly blobs: BlobStore;
}

type IndexedRun = Indexed['found'][number];

/** What was found with all that is shown of it. What was deleted meanwhile is left out. */
export async function showMoments(
  { database: { queries }, blobs }: MomentStores,
  found: readonly IndexedRun[],
): Promise<FoundEpisode[]> {
  if (found.length === 0) return [];
  const episodes = await readEpisodes(
    queries,
    found.map(({ runId }) => runId),
  );
  const shown = await Promise.all(
    found.map(async (run): Promise<FoundEpisode[]> => {
      const episode = episodes.get(run.runId);
      if (!episode) return [];
      const [rows, owners] = await Promise.all([readRows(queries, run), readOwners(queries, run.runId)]);
      const moments = await Promise.all(
        run.best.map(async ({ faceNumber, likeness }): Promise<Moment[]> => {
          const row = rows.get(faceNumber);
          if (!row) return [];
          const cropUrl = await signedCrop(blobs, row.cropKey ?? row.trackCropKey);
          return [{ ...row.moment, likeness, cropUrl, person: ownerOf(owners, row.moment.identity)?.person ?? null }];
        }),
      );
      return [{ ...episode, total: run.moments, moments: moments.flat() }];
    }),
  );
  return shown.flat();
}

const ownerOf = (owners: readonly IdentityOwner[], identity: number | null): IdentityOwner | undefined =>
  owners.find(({ number }) => number === identity);

async function readEpisodes(
  queries: Queries,
  runs: readonly string[],
): Promise<ReadonlyMap<string, Omit<FoundEpisode, 'total' | 'moments'>>> {
  const rows = await queries
    .selectFrom('runs')
    .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
    .innerJoin('shows', 'shows.id', 'episodes.show_id')
    .select(['runs.id as runId', 'episodes.id', 'episodes.title', 'episodes.season_number', 'episodes.number'])
    .select(['shows.id as showId', 'shows.title as showTitle'])
    .where('runs.id', 'in', runs)
    .execute();
  return new Map(
    rows.map(({ runId, showId, showTitle, season_number: season, ...episode }) => [
      runId,
      { ...episode, season, runId, show: { id: showId, title: showTitle } },
    ]),
  );
}

/** By the number of the face. */
async function readRows(queries: Queries, { runId, best }: IndexedRun) {
  const numbers = best.map(({ faceNumber }) => faceNumber);
  const rows = await queries
    .selectFrom('faces')
    .innerJoin('tracks', (join) =>
      join.onRef('tracks.run_id', '=', 'faces.run_id').onRef('tracks.number', '=', 'faces.track_number'),
    )
    .leftJoin('identity_tracks as owner', (join) =>
      join.onRef('owner.run_id', '=', 'faces.run_id').onRef('owner.track_number', '=', 'faces.track_number'),
    )
    .select(['faces.number as face', 'faces.track_number as track', 'faces.seconds', 'faces.crop_key as cropKey'])
    .select(['tracks.first_seconds as firstSeconds', 'tracks.last_seconds as lastSeconds'])
    .select(['tracks.best_crop_key as trackCropKey', 'owner.identity_number as identity'])
    .where('faces.run_id', '=', runId)
    .where('faces.number', 'in', numbers)
    .execute();
  return new Map(rows.map(({ cropKey, trackCropKey, ...moment }) => [moment.face, { cropKey, trackCropKey, moment }]));
}
