import { sql } from 'kysely';
import type { Queries } from '../../../adapters/database/port.ts';
import type { FoundMoments as Indexed } from '../../../adapters/face-index/port.ts';
import type { FoundEpisode, Moment } from '../../contract/face-search.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { signedCrop } from '../../results/signed-crop.ts';
import { type CorrectedRun, readCorrections } from './moment-owners.ts';

type FoundRun = Indexed['found'][number];

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
      const cropUrl = await signedCrop(stores.blobs, row.cropKey);
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

interface Row {
  readonly runId: string;
  readonly face: number;
  readonly track: number;
  readonly seconds: number;
  readonly firstSeconds: number;
  readonly lastSeconds: number;
  readonly cropKey: string | null;
  /** As the machine says. */
  readonly identity: number | null;
  readonly verdict: string | null;
  readonly personId: string | null;
  readonly personName: string | null;
}

/**
 * The best faces of all runs, each with its track and who the machine says it is. Looked up one by one: planned as a join of
 * whole tables, the same takes fifty times as long.
 */
async function readRows(queries: Queries, found: readonly FoundRun[]): Promise<readonly Row[]> {
  const wanted = found.flatMap(({ runId, best }) => best.map(({ faceNumber }) => ({ runId, faceNumber })));
  const runs = `{${wanted.map(({ runId }) => runId).join(',')}}`;
  const numbers = `{${wanted.map(({ faceNumber }) => faceNumber).join(',')}}`;
  const { rows } = await sql<Row>`
    select faces.run_id as "runId", faces.number as face, faces.track_number as track, faces.seconds,
      tracks.first_seconds as "firstSeconds", tracks.last_seconds as "lastSeconds",
      coalesce(faces.crop_key, tracks.best_crop_key) as "cropKey",
      identities.number as identity, identities.verdict, people.id as "personId", people.name as "personName"
    from unnest(${runs}::uuid[], ${numbers}::int4[]) as wanted (run_id, number)
    cross join lateral (
      select * from faces where faces.run_id = wanted.run_id and faces.number = wanted.number limit 1
    ) faces
    cross join lateral (
      select * from tracks where tracks.run_id = faces.run_id and tracks.number = faces.track_number limit 1
    ) tracks
    left join lateral (
      select identity_number as number from identity_tracks
      where run_id = faces.run_id and identity_tracks.track_number = faces.track_number limit 1
    ) owner on true
    left join lateral (
      select * from identities where identities.run_id = faces.run_id and identities.number = owner.number limit 1
    ) identities on true
    left join people on people.id = identities.person_id
  `.execute(queries);
  return rows;
}
