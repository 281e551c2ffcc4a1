/** Looks for what is left of a person after all was removed: by id, by name, by key, by face. */
import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import { artifactPrefix, facebankPrefix } from '../../../adapters/blobs/object-layout.ts';
import { toJson } from '../../../adapters/database/column-values.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import type { Certificate } from '../../contract/privacy.ts';
import { listBlobs } from '../../list-blobs.ts';
import { readPlacedRun } from '../../results/run-place.ts';
import { listSayingFiles } from './count-traces.ts';
import type { ForgetParts } from './forget-parts.ts';
import type { Inventory } from './inventory.ts';
import { listSayingEdits } from './redact-edits.ts';
import { countSayings } from './redact-lines.ts';
import { searchWords } from './redact-words.ts';
import { listExports, placedRunsOf, workVideoOf } from './remove-files.ts';

/** Tables that hold the wish itself while it is worked on. */
const OWN_TABLES = new Set(['forgettings', 'schema_migrations']);

/** Where was looked, and where something was found. */
export async function findLeftovers(parts: ForgetParts, inventory: Inventory): Promise<Certificate['search']> {
  const { database, blobs } = parts;
  const { queries } = database;
  const { personId, show, episodes } = inventory;
  const search = searchWords(inventory);
  const said = await countSayings(parts, { show, search }, episodes);
  const counts: Record<string, number> = {
    'every column of the database, for the id': await countId(queries, personId),
    'edits, for id and name': (await listSayingEdits(queries, show, search)).length,
    'logs and warnings of runs, for id and name': said.lines,
    'jobs, for id and name': said.jobs,
    'events, for id and name': said.events,
    'files of results, for id and name': (await listSayingFiles(parts, inventory.doneRuns, search)).length,
    'stored photographs': await countBlobs(blobs, facebankPrefix(personId)),
    'exports of the runs': await countExports(parts, episodes),
    'pictures of faces, stored': await countCrops(parts, inventory),
    'pictures of faces, in the database': await countCropKeys(queries, inventory),
    'embeddings of faces': await countEmbeddings(queries, inventory),
    'folders of analyses': await countFolders(parts, inventory.workVideos),
  };
  const found = Object.entries(counts).flatMap(([where, count]) => (count > 0 ? [{ where, count }] : []));
  return { places: Object.keys(counts), found };
}

async function countId(queries: Queries, id: string): Promise<number> {
  const columns = await sql<{ table: string; column: string; type: string }>`
    select table_name as table, column_name as column, data_type as type from information_schema.columns
    where table_schema = 'public' and data_type in ('uuid', 'text', 'jsonb')
  `.execute(queries);
  let sum = 0;
  for (const { table, column, type } of columns.rows) {
    if (OWN_TABLES.has(table)) continue;
    const isIt =
      type === 'uuid' ? sql`${sql.ref(column)} = ${id}` : sql`position(${id} in lower(${sql.ref(column)}::text)) > 0`;
    const { rows } = await sql<{ count: number }>`
      select count(*)::int4 as count from ${sql.table(table)} where ${isIt}
    `.execute(queries);
    sum += rows[0]?.count ?? 0;
  }
  return sum;
}

async function countBlobs(blobs: ForgetParts['blobs'], prefix: string): Promise<number> {
  let count = 0;
  for await (const _ of listBlobs(blobs, prefix)) count += 1;
  return count;
}

async function countExports({ database, blobs }: ForgetParts, episodes: readonly string[]): Promise<number> {
  let count = (await listExports(database.queries, episodes)).length;
  for (const run of await placedRunsOf(database.queries, episodes)) {
    count += await countBlobs(blobs, `${artifactPrefix('analytics', run)}exports/`);
  }
  return count;
}

async function countCrops({ database, blobs }: ForgetParts, { runs }: Inventory): Promise<number> {
  let count = 0;
  for (const { id, crops } of runs) {
    const { place } = await readPlacedRun(database.queries, id);
    const wanted = new Set(crops);
    for await (const { key } of listBlobs(blobs, artifactPrefix('crops', place))) if (wanted.has(key)) count += 1;
  }
  return count;
}

async function countCropKeys(queries: Queries, { runs }: Inventory): Promise<number> {
  let sum = 0;
  for (const { id, crops } of runs) {
    const theirs = sql`(select value from jsonb_array_elements_text(${toJson(crops)}::jsonb))`;
    const { rows } = await sql<{ count: number }>`select (
      (select count(*) from faces where run_id = ${id} and crop_key in ${theirs})
      + (select count(*) from tracks where run_id = ${id} and best_crop_key in ${theirs})
      + (select count(*) from identities where run_id = ${id} and best_crop_key in ${theirs})
      + (select count(*) from screen_time_tables, jsonb_array_elements(shown -> 'first') as person
         where run_id = ${id} and person ->> 'cropKey' in ${theirs})
    )::int4 as count`.execute(queries);
    sum += rows[0]?.count ?? 0;
  }
  return sum;
}

async function countEmbeddings(queries: Queries, { runs }: Inventory): Promise<number> {
  let sum = 0;
  for (const { id, faces } of runs) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int4 as count from face_embeddings where run_id = ${id}
        and face_number in (select value::int4 from jsonb_array_elements_text(${toJson(faces)}::jsonb))
    `.execute(queries);
    sum += rows[0]?.count ?? 0;
  }
  return sum;
}

async function countFolders({ analysesFolder }: ForgetParts, videos: readonly string[]): Promise<number> {
  const names = await readdir(analysesFolder).catch(() => []);
  return names.filter((name) => videos.includes(workVideoOf(name))).length;
}
