import type { Queries } from '../../../adapters/database/port.ts';
import type { FoundMoments as Indexed } from '../../../adapters/face-index/port.ts';
import type { FoundEpisode, Moment } from '../../contract/face-search.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { signedCrop } from '../../results/signed-crop.ts';
import { type CorrectedRun, readCorrections } from './moment-owners.ts';

type FoundRun = Indexed['found'][number];
type Row = Awaited<ReturnType<typeof readRows>>[number];

/** What was found with all that is shown of it. What was deleted meanwhile is left out, and what people said is no face. */
export async function showMoments(stores: ResultStores, found: readonly FoundRun[]): Promise<FoundEpisode[]> {
  if (found.length === 0) return [];
  const { queries } = stores.database;
  const [episodes, rows] = await Promise.all([readEpisodes(queries, found), readRows(queries, found)]);
  const corrections = await readCorrections(
    stores,
    [...episodes.values()].map(({ runId, id }) => ({ runId, episodeId: id })),
  );
  const byFace = new Map(rows.map((row) => [nameOf(row.runId, row.face), row]));
  const shown = found.map(async ({ runId, moments: total, best }): Promise<FoundEpisode[]> => {
    const episode = episodes.get(runId);
    if (!episode) return [];
    const moments = best.map(async ({ faceNumber, likeness }): Promise<Moment[]> => {
      const row = byFace.get(nameOf(runId, faceNumber));
      const owner = row && ownerOf(row, corrections.get(runId));
      if (!row || !owner) return [];
      const { face, track, seconds, firstSeconds, lastSeconds } = row;
      const cropUrl = await signedCrop(stores.blobs, row.cropKey ?? row.trackCropKey);
      return [{ face, track, seconds, firstSeconds, lastSeconds, likeness, cropUrl, ...owner }];
    });
    return [{ ...episode, total, moments: (await Promise.all(moments)).flat() }];
  });
  return (await Promise.all(shown)).flat();
}

const nameOf = (runId: string, face: number): string => `${runId} ${face}`;

function ownerOf(row: Row, corrected: CorrectedRun | undefined) {
  if (corrected) return corrected.ownerOf(row);
  const { identity, personId, personName, verdict } = row;
  const isSure = verdict === 'accept' && personId !== null && personName !== null;
  return { identity, person: isSure ? { id: personId, name: personName } : null, name: null };
}

async function readEpisodes(
  queries: Queries,
  found: readonly FoundRun[],
): Promise<ReadonlyMap<string, Omit<FoundEpisode, 'total' | 'moments'>>> {
  const rows = await queries
    .selectFrom('runs')
    .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
    .innerJoin('shows', 'shows.id', 'episodes.show_id')
    .select(['runs.id as runId', 'episodes.id', 'episodes.title', 'episodes.season_number', 'episodes.number'])
    .select(['shows.id as showId', 'shows.title as showTitle'])
    .where(
      'runs.id',
      'in',
      found.map(({ runId }) => runId),
    )
    .execute();
  return new Map(
    rows.map(({ runId, showId, showTitle, season_number: season, ...episode }) => [
      runId,
      { ...episode, season, runId, show: { id: showId, title: showTitle } },
    ]),
  );
}

/** The best faces of all runs, each with its track and who the machine says it is. */
const readRows = (queries: Queries, found: readonly FoundRun[]) =>
  queries
    .selectFrom('faces')
    .innerJoin('tracks', (join) =>
      join.onRef('tracks.run_id', '=', 'faces.run_id').onRef('tracks.number', '=', 'faces.track_number'),
    )
    .leftJoin('identity_tracks as owner', (join) =>
      join.onRef('owner.run_id', '=', 'faces.run_id').onRef('owner.track_number', '=', 'faces.track_number'),
    )
    .leftJoin('identities', (join) =>
      join.onRef('identities.run_id', '=', 'faces.run_id').onRef('identities.number', '=', 'owner.identity_number'),
    )
    .leftJoin('people', 'people.id', 'identities.person_id')
    .select(['faces.run_id as runId', 'faces.number as face', 'faces.track_number as track', 'faces.seconds'])
    .select(['faces.crop_key as cropKey', 'tracks.best_crop_key as trackCropKey'])
    .select(['tracks.first_seconds as firstSeconds', 'tracks.last_seconds as lastSeconds'])
    .select(['owner.identity_number as identity', 'identities.verdict'])
    .select(['people.id as personId', 'people.name as personName'])
    .where(({ or, and, eb }) =>
      or(
        found.map(({ runId, best }) =>
          and([
            eb('faces.run_id', '=', runId),
            eb(
              'faces.number',
              'in',
              best.map(({ faceNumber }) => faceNumber),
            ),
          ]),
        ),
      ),
    )
    .execute();
