/** How much there is of a person, kind by kind. */
import { sql } from 'kysely';
import { ARTIFACT_KINDS, artifactPrefix, facebankPrefix } from '../../../adapters/blobs/object-layout.ts';
import { toJson } from '../../../adapters/database/column-values.ts';
import type { RemovedItem, RemovedKind } from '../../contract/privacy.ts';
import { listBlobs } from '../../list-blobs.ts';
import { keyOfArtifact } from '../../results/artifact-place.ts';
import { readBlobText } from '../../results/read-blob.ts';
import { readPlacedRun } from '../../results/run-place.ts';
import type { ForgetParts } from './forget-parts.ts';
import type { Inventory, InvolvedRun } from './inventory.ts';
import { countSayings } from './redact-lines.ts';
import { isSaidInJson, type WordSearch } from './redact-words.ts';
import { listExports, measureWorkFolders } from './remove-files.ts';

/** Bytes of a number of an embedding. */
const FLOAT_BYTES = 4;

/** Their row and photographs. */
export async function countPerson({ database, blobs }: ForgetParts, personId: string): Promise<RemovedItem[]> {
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

/** What runs have kept of their face. */
export async function countFaces(
  { database, blobs }: ForgetParts,
  runs: readonly InvolvedRun[],
): Promise<RemovedItem[]> {
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

/** What is made of results, and told about them. */
export async function countResults(
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
