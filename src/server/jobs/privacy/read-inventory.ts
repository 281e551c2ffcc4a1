/** Looks everywhere for what there is of a person, and changes nothing. */
import { sql } from 'kysely';
import {
  artifactPrefix,
  ARTIFACT_KINDS,
  facebankPrefix,
} from '../../../adapters/blobs/object-layout.ts';
import { toJson } from '../../../adapters/database/column-values.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { RemovedItem, RemovedKind } from '../../contract/privacy.ts';
import { listBlobs } from '../../list-blobs.ts';
import { keyOfArtifact } from '../../results/artifact-place.ts';
import { readBlobText } from '../../results/read-blob.ts';
import { readDoneRun, readPlacedRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';
import type { ForgetParts } from './forget-parts.ts';
import type { InvolvedRun, Inventory } from './inventory.ts';
import { listSayingEdits } from './redact-edits.ts';
import { countSayings } from './redact-lines.ts';
import { isSaidInJson, searchWords, type WordSearch } from './redact-words.ts';
import { listExports, measureVideos, measureWorkFolders } from './remove-files.ts';
import { theirFaces } from './their-faces.ts';

/** Bytes of a number of an embedding. */
const FLOAT_BYTES = 4;

/** @throws UserError `people.not-found`. */
export async function readInventory(
  parts: ForgetParts,
  { personId, withVideos }: { readonly personId: string; readonly withVideos: boolean },
): Promise<Inventory> {
  const { queries } = parts.database;
  const { show, names } = await readNames(queries, personId);
  const search = searchWords({ personId, names });
  const all = await listRuns(queries, show);
  const done = all.filter(({ state }) => state === 'done');
  const broken = all.filter(({ state }) => state === 'failed' || state === 'cancelled').map(({ id }) => id);
  const runs: InvolvedRun[] = [];
  for (const each of done) {
    const found = await findIn(parts, each, personId);
    if (found) runs.push(found);
  }
  const edits = await listSayingEdits(queries, show, search);
  const suggested = await queries
    .selectFrom('identities')
    .innerJoin('runs', 'runs.id', 'identities.run_id')
    .select('runs.episode_id')
    .where('person_id', '=', personId)
    .execute();
  const episodes = new Set([
    ...runs.map(({ episode }) => episode),
    ...[...edits, ...suggested].flatMap(({ episode_id }) => episode_id ?? []),
  ]);
  const workVideos = await videosOf(queries, show);
  const found = {
    personId,
    show,
    names,
    runs,
    episodes: [...episodes].sort(),
    doneRuns: done.map(({ id }) => id),
    brokenRuns: broken,
    workVideos,
  };
  const items = [
    ...(await countPerson(parts, personId)),
    ...(await countFaces(parts, runs)),
    ...(await countResults(parts, { ...found, search })),
    { kind: 'edits' as const, count: edits.length, bytes: null },
    ...(withVideos ? [{ kind: 'videos' as const, ...(await measureVideos(parts, found.episodes)) }] : []),
  ];
  return { ...found, removed: items.filter(({ count }) => count > 0) };
}

async function readNames(queries: Queries, personId: string) {
  const person = await queries
    .selectFrom('people')
    .select(['name', 'show_id'])
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!person) {
    throw new UserError('people.not-found', `There is no person ${personId}: look at the cast of the show.`);
  }
  const aliases = await queries.selectFrom('person_aliases').select('alias').where('person_id', '=', personId).execute();
  return { show: person.show_id, names: [person.name, ...aliases.map(({ alias }) => alias).sort()] };
}

/** Of episodes that are not being deleted. */
async function listRuns(queries: Queries, show: string) {
  return await queries
    .selectFrom('runs')
    .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
    .select(['runs.id', 'runs.number', 'runs.state', 'runs.video_id', 'runs.episode_id'])
    .where('episodes.show_id', '=', show)
    .where('episodes.deletion_started_at', 'is', null)
    .orderBy('runs.episode_id')
    .orderBy('runs.number')
    .execute();
}

/** Runs of a show that have not ended: they may have photographs of the person in their hands. */
export async function listUnfinishedRuns(queries: Queries, personId: string) {
  const rows = await queries
    .selectFrom('runs')
    .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
    .innerJoin('people', 'people.show_id', 'episodes.show_id')
    .select(['runs.id', 'runs.number', 'runs.episode_id as episode'])
    .where('people.id', '=', personId)
    .where('runs.state', 'in', ['queued', 'running', 'interrupted'])
    .orderBy('runs.queued_at')
    .execute();
  return rows;
}

async function videosOf(queries: Queries, show: string): Promise<string[]> {
  const rows = await queries
    .selectFrom('videos')
    .innerJoin('episodes', 'episodes.id', 'videos.episode_id')
    .select('videos.id')
    .where('episodes.show_id', '=', show)
    .orderBy('videos.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Null where the run has not found them. */
async function findIn(
  parts: ForgetParts,
  { id, number, video_id: video }: { readonly id: string; readonly number: number; readonly video_id: string },
  personId: string,
): Promise<InvolvedRun | null> {
  const run = await readDoneRun(parts.database.queries, id);
  const { state } = await readReview(parts, run);
  const { tracks, faces } = theirFaces(state, personId);
  if (tracks.length === 0 && faces.length === 0) return null;
  const { rows } = await sql<{ key: string }>`
    select crop_key as key from faces where run_id = ${id} and crop_key is not null
      and number in (select value::int4 from jsonb_array_elements_text(${toJson(faces)}::jsonb))
  `.execute(parts.database.queries);
  const crops = rows.map(({ key }) => key).sort();
  return { id, episode: run.episodeId, number, video, tracks: [...tracks], faces: [...faces], crops };
}

async function countPerson({ database, blobs }: ForgetParts, personId: string): Promise<RemovedItem[]> {
  const { queries } = database;
  const photos = { kind: 'photos' as const, count: 0, bytes: 0 };
  for await (const { bytes } of listBlobs(blobs, facebankPrefix(personId))) {
    photos.count += 1;
    photos.bytes += bytes;
  }
  const { rows } = await sql<{ count: number; bytes: number }>`
    select count(*)::int4 as count, coalesce(sum(cardinality(embedding)), 0)::int4 * ${FLOAT_BYTES}::int4 as bytes
    from photo_embeddings join facebank_photos on facebank_photos.id = photo_id where person_id = ${personId}
  `.execute(queries);
  const [embeddings = { count: 0, bytes: 0 }] = rows;
  const countOf = async (table: 'person_aliases' | 'person_roles' | 'screen_time_rows'): Promise<number> =>
    Number(
      (
        await queries
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('person_id', '=', personId)
          .executeTakeFirstOrThrow()
      ).count,
    );
  const named = 1 + (await countOf('person_aliases')) + (await countOf('person_roles'));
  return [
    { kind: 'person', count: named, bytes: null },
    photos,
    { kind: 'photo-embeddings', ...embeddings },
    { kind: 'screen-time', count: await countOf('screen_time_rows'), bytes: null },
  ];
}

async function countFaces({ database, blobs }: ForgetParts, runs: readonly InvolvedRun[]): Promise<RemovedItem[]> {
  const sums = new Map<RemovedKind, { count: number; bytes: number }>();
  const add = (kind: RemovedKind, count: number, bytes: number): void => {
    const sum = sums.get(kind) ?? { count: 0, bytes: 0 };
    sums.set(kind, { count: sum.count + count, bytes: sum.bytes + bytes });
  };
  for (const { id, faces, tracks, crops } of runs) {
    const { place } = await readPlacedRun(database.queries, id);
    const wanted = new Set(crops);
    for await (const { key, bytes } of listBlobs(blobs, artifactPrefix('crops', place))) {
      if (wanted.has(key)) add('face-pictures', 1, bytes);
    }
    const embeddings = await sql<{ count: number; bytes: number }>`
      select count(*)::int4 as count, coalesce(sum(cardinality(embedding)), 0)::int4 * ${FLOAT_BYTES}::int4 as bytes
      from face_embeddings where run_id = ${id}
        and face_number in (select value::int4 from jsonb_array_elements_text(${toJson(faces)}::jsonb))
    `.execute(database.queries);
    const [row = { count: 0, bytes: 0 }] = embeddings.rows;
    add('face-embeddings', row.count, row.bytes);
    const centroids = await sql<{ count: number }>`
      select count(distinct identity_number)::int4 as count from identity_tracks where run_id = ${id}
        and track_number in (select value::int4 from jsonb_array_elements_text(${toJson(tracks)}::jsonb))
    `.execute(database.queries);
    const perEmbedding = row.count > 0 ? row.bytes / row.count : 0;
    const count = centroids.rows[0]?.count ?? 0;
    add('centroids', count, count * perEmbedding);
  }
  return [...sums].map(([kind, sum]) => ({ kind, ...sum }));
}

async function countResults(
  parts: ForgetParts,
  found: Omit<Inventory, 'removed'> & { readonly search: WordSearch },
): Promise<RemovedItem[]> {
  const { database, blobs } = parts;
  const { show, search, episodes } = found;
  const exports = await listExports(database.queries, episodes);
  const said = await countSayings(parts, { show, search }, episodes);
  const half = { count: 0, bytes: 0 };
  for (const id of found.brokenRuns) {
    const { place } = await readPlacedRun(database.queries, id);
    for (const kind of ARTIFACT_KINDS) {
      for await (const { bytes } of listBlobs(blobs, artifactPrefix(kind, place))) {
        half.count += 1;
        half.bytes += bytes;
      }
    }
  }
  const plain = (kind: RemovedKind, count: number): RemovedItem => ({ kind, count, bytes: null });
  return [
    { kind: 'exports', count: exports.length, bytes: exports.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0) },
    plain('result-files', (await listSayingFiles(parts, found.doneRuns, search)).length),
    plain('log-lines', said.lines),
    plain('jobs', said.jobs),
    plain('events', said.events),
    { kind: 'work-folders', ...(await measureWorkFolders(parts, found.workVideos)) },
    { kind: 'unfinished-results', ...half },
  ];
}

/** Keys of the files of runs that name the person: those with words in them. */
export async function listSayingFiles(
  { database, blobs }: Pick<ForgetParts, 'database' | 'blobs'>,
  runs: readonly string[],
  search: WordSearch,
): Promise<string[]> {
  const found: string[] = [];
  for (const id of runs) {
    const { place } = await readPlacedRun(database.queries, id);
    const rows = await database.queries.selectFrom('run_artifacts').select('name').where('run_id', '=', id).execute();
    for (const { name } of rows) {
      if (!/\.(json|csv)$/.test(name)) continue;
      const key = keyOfArtifact(place, name);
      const text = await readBlobText(blobs, key);
      // Read as JSON only where it may be: timelines of frames are long.
      const isSaid = search.isSaidIn(text) && (!name.endsWith('.json') || isSaidInJson(JSON.parse(text), search));
      if (isSaid) found.push(key);
    }
  }
  return found;
}
