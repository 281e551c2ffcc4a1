/** The one transaction that makes a stored result the episode's result. */
import { sql } from 'kysely';
import { toJson } from '../../../../adapters/database/column-values.ts';
import type { Database, OpenTransaction } from '../../../../adapters/database/port.ts';
import { UserError } from '../../../../errors.ts';
import { keyOfArtifact } from '../../../results/artifact-place.ts';
import { presetKey } from '../../../results/preset-key.ts';
import type { PlacedRun } from '../../../results/run-place.ts';
import { toShown } from '../../../results/shown-people.ts';
import type { RunModel } from './insert-models.ts';
import { type FindPerson, personFinder } from './match-people.ts';
import type { Result } from './read-result.ts';
import { screenTimeRows } from './screen-time-rows.ts';
import type { StoredArtifact } from './store-artifacts.ts';

export interface StoredResult {
  readonly run: PlacedRun;
  readonly result: Result;
  readonly models: readonly RunModel[];
  readonly artifacts: readonly StoredArtifact[];
}

/** @throws UserError `runs.wrong-state` when the run is no longer running. */
export function completeRun(database: Database, stored: StoredResult): Promise<void> {
  const { run, result } = stored;
  return database.transaction(async (transaction) => {
    await lockRunning(transaction, run.id);
    const findPerson = await personFinder(transaction, run.place.show);
    await insertIdentities(transaction, stored, findPerson);
    await insertScreenTime(transaction, stored, findPerson);
    await insertLists(transaction, stored);
    await transaction
      .updateTable('videos')
      .set({ duration_seconds: result.run.input.durationSeconds })
      .where('id', '=', run.videoId)
      .execute();
    await transaction
      .updateTable('runs')
      .set({ is_active: false })
      .where('episode_id', '=', run.episodeId)
      .where('is_active', '=', true)
      .execute();
    const { counts, guardrails, warnings } = result.run;
    await transaction
      .updateTable('runs')
      .set({ state: 'done', is_active: true, reason: null, reason_code: null, finished_at: sql<Date>`now()` })
      .set({ counts: toJson(counts), guardrails: toJson(guardrails), warnings: toJson(warnings) })
      .where('id', '=', run.id)
      .execute();
  });
}

async function lockRunning(transaction: OpenTransaction, id: string): Promise<void> {
  const row = await transaction.selectFrom('runs').select('state').where('id', '=', id).forUpdate().executeTakeFirst();
  if (row?.state === 'running') return;
  throw new UserError(
    'runs.wrong-state',
    `The result of run ${id} is not taken over: the run is ${row?.state ?? 'deleted'} and no longer running.`,
  );
}

async function insertIdentities(
  transaction: OpenTransaction,
  { run, result }: StoredResult,
  findPerson: FindPerson,
): Promise<void> {
  const seconds = new Map(result.screenTime.identities.map((row) => [row.identity, row.seconds]));
  const rows = result.identities.map((each) => ({
    run_id: run.id,
    number: each.identity,
    person_id: findPerson(each.castMatch?.name ?? each.name),
    verdict: each.castMatch?.verdict ?? null,
    // What people said is no likeness to photographs.
    likeness: each.castMatch?.said ? null : (each.castMatch?.likeness ?? null),
    margin: each.castMatch?.said ? null : (each.castMatch?.margin ?? null),
    confidence: each.confidence,
    cohesion: each.cohesion,
    face_count: each.faceCount,
    seconds: seconds.get(each.identity) ?? 0,
    best_crop_key: each.bestCrop === null ? null : keyOfArtifact(run.place, each.bestCrop),
  }));
  if (rows.length === 0) return;
  await transaction.insertInto('identities').values(rows).execute();
  // One statement, whatever the number of tracks.
  const links = result.identities.flatMap(({ identity, tracks }) => tracks.map((track) => [track, identity]));
  await sql`
    insert into identity_tracks (run_id, track_number, identity_number)
    select ${run.id}, (link ->> 0)::int4, (link ->> 1)::int4 from jsonb_array_elements(${toJson(links)}::jsonb) as link
  `.execute(transaction);
}

async function insertScreenTime(
  transaction: OpenTransaction,
  { run, result }: StoredResult,
  findPerson: FindPerson,
): Promise<void> {
  const { screenTime, identities } = result;
  const preset = presetKey(screenTime.preset);
  const people = new Map(
    identities.map(({ identity, castMatch }) => [
      identity,
      castMatch?.verdict === 'accept' ? findPerson(castMatch.name) : null,
    ]),
  );
  const rows = screenTimeRows(screenTime, (identity) => people.get(identity) ?? null);
  const cropOf = bestCrops(result);
  const shown = toShown(
    rows.flatMap(({ subject, person_id, identities: own, seconds }) => {
      const crop = cropOf(own);
      const cropKey = crop === null ? null : keyOfArtifact(run.place, crop);
      return subject === 'unattributed' ? [] : [{ personId: person_id, name: null, seconds, cropKey }];
    }),
  );
  await transaction
    .insertInto('screen_time_tables')
    .values({
      run_id: run.id,
      preset,
      edit_seq: 0,
      show_edit_seq: 0,
      face_visible_seconds: screenTime.face_visible_s,
      shown: toJson<unknown>(shown),
    })
    .execute();
  await transaction
    .insertInto('screen_time_rows')
    .values(rows.map(({ identities: _, ...row }) => ({ run_id: run.id, preset, ...row })))
    .execute();
}

/** Of the best crops of some identities the one with the best quality. */
function bestCrops({ identities, faces }: Result): (of: readonly number[]) => string | null {
  const qualities = new Map(faces.map(({ crop, quality }) => [crop, quality]));
  const crops = new Map(identities.map(({ identity, bestCrop }) => [identity, bestCrop]));
  const quality = (crop: string): number => qualities.get(crop) ?? 0;
  return (of) => of.flatMap((each) => crops.get(each) ?? []).sort((a, b) => quality(b) - quality(a))[0] ?? null;
}

async function insertLists(transaction: OpenTransaction, { run, models, artifacts }: StoredResult): Promise<void> {
  if (models.length > 0) {
    const rows = models.map(({ role, id }) => ({ run_id: run.id, role, model_id: id }));
    await transaction.insertInto('run_models').values(rows).execute();
  }
  const rows = artifacts.map(({ name, key, bytes, sha256 }) => ({
    run_id: run.id,
    name,
    blob_key: key,
    bytes,
    sha256,
  }));
  await transaction.insertInto('run_artifacts').values(rows).execute();
}
