/** Looks everywhere for what there is of a person, and changes nothing. */
import { sql } from 'kysely';
import { toJson } from '../../../adapters/database/column-values.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';
import { countFaces, countPerson, countResults } from './count-traces.ts';
import type { ForgetParts } from './forget-parts.ts';
import type { Inventory, InvolvedRun } from './inventory.ts';
import { listSayingEdits } from './redact-edits.ts';
import { searchWords } from './redact-words.ts';
import { measureVideos } from './remove-files.ts';
import { theirFaces } from './their-faces.ts';

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
  const aliases = await queries
    .selectFrom('person_aliases')
    .select('alias')
    .where('person_id', '=', personId)
    .execute();
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
