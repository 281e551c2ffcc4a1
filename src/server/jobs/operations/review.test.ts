/** What people say about a finished run, and what is looked for in it, on a made-up result of three people. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MadeUpAnalysis } from '../../../../fixtures/made-up-result/made-up-analysis.ts';
import { writeMadeUpResult } from '../../../../fixtures/made-up-result/write-made-up-result.ts';
import { toJson, toReals } from '../../../adapters/database/column-values.ts';
import type { EventLog } from '../../../adapters/events/port.ts';
import type { JobContext, JobHandler, Jobs } from '../../../adapters/jobs/port.ts';
import { assign } from '../../features/identities/assign-identities.ts';
import { listIdentities } from '../../features/identities/read-identities.ts';
import { publishRun } from '../../features/runs/publish/publish-run.ts';
import { measureRun } from '../../results/measure-run.ts';
import { type OpenStores, openStores } from '../../results/open-stores.test-support.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { addRunningRun } from '../../results/sample-run.test-support.ts';
import { shownPeople } from '../../results/shown-people.ts';
import { autoGroupHandler } from './auto-group.ts';
import { createOperations } from './definitions.ts';
import { manualAssignHandler } from './manual-assign.ts';
import { refreshSimilarityHandler } from './refresh-similarity.ts';

const SIZE = { shots: 12, tracksPerShot: 4, facesPerTrack: 3, dimensions: 64, names: ['Mira', null, null] };
const operations = createOperations({ softLimitSeconds: 60, hardLimitSeconds: 60, retrySeconds: 1 });

let directory: string;
let stores: OpenStores;
let made: MadeUpAnalysis;
let runId: string;
let mira: string;
let ann: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'screenalytics-review-'));
  const folder = path.join(directory, 'result');
  made = await writeMadeUpResult(folder, SIZE);
  stores = await openStores(directory);
  const run = await addRunningRun(stores.database.queries, { show: 'rhobh', person: 'Mira' });
  runId = run.runId;
  mira = run.personId ?? '';
  await publishRun(stores, { runId, folder, signal: new AbortController().signal });
  const { queries } = stores.database;
  const person = { show_id: 'rhobh', name: 'Ann' };
  ann = (await queries.insertInto('people').values(person).returning('id').executeTakeFirstOrThrow()).id;
});
afterAll(async () => {
  await stores.close();
  await rm(directory, { recursive: true, force: true });
});

/** Takes jobs and does nothing with them. */
const added: { name: string; payload: unknown }[] = [];
const jobs = {
  add: ({ name }: { name: string }, payload: unknown) => {
    added.push({ name, payload });
    return Promise.resolve({ job: { id: `job-${added.length}` }, isNew: true });
  },
} as unknown as Jobs;
const events = { append: () => Promise.resolve('1-0') } as unknown as EventLog;

const parts = () => ({
  ...stores,
  jobs,
  events,
  operations,
  readPhotos: () => Promise.reject(new Error('not used here')),
  workDirectory: path.join(directory, 'review'),
});
const run = (handler: JobHandler, payload: object, id = randomUUID()) =>
  handler.run({ run: runId, episode: 'rhobh-s01e01', ...payload }, {
    id,
    signal: new AbortController().signal,
  } as JobContext);

const say = (identity: number, personId: string | null, edit = randomUUID()) =>
  assign(parts(), { runId, assignments: [{ identity, personId, edit }] }, 'tester');
/** By subject: the person's name, or the identities. */
async function measured(): Promise<Record<string, number>> {
  const { screenTime, subjects } = await measureRun(stores, await readDoneRun(stores.database.queries, runId));
  return Object.fromEntries(
    screenTime.identities.map(({ identity, seconds }) => {
      const subject = subjects.get(identity);
      return [subject?.name ?? String(subject?.identities), seconds];
    }),
  );
}
const identity = async (number: number) => (await listIdentities(stores, runId)).find((each) => each.number === number);

it('lets people say who somebody is, so that seconds follow, and take it back', async () => {
  const before = await measured();
  expect(Object.keys(before).sort()).toEqual(['2', '3', 'Mira']);
  const edit = randomUUID();
  const { seq } = await say(2, ann, edit);
  expect(seq).toBe(1);
  expect((await say(2, ann, edit)).seq).toBe(1);
  expect(added.at(-1)).toMatchObject({ name: 'manual_assign', payload: { run: runId, seq: 1 } });
  expect(await measured()).toMatchObject({ Ann: before['2'] });
  expect(await identity(2)).toMatchObject({ person: { id: ann, name: 'Ann' }, isDecided: true });

  // The last word counts, also against the machine.
  await say(1, null);
  expect(Object.keys(await measured()).sort()).toEqual(['1', '3', 'Ann']);
  await run(manualAssignHandler(operations, { ...stores, events }), { seq: 2 });
  const { queries } = stores.database;
  const stored = async () =>
    (await queries.selectFrom('screen_time_rows').selectAll().where('run_id', '=', runId).execute()).map(
      ({ person_id, identity_key }) => person_id ?? identity_key,
    );
  expect((await stored()).sort()).toEqual([null, '1', '3', ann].sort());
  const [table] = await queries.selectFrom('screen_time_tables').select(['edit_seq', 'shown']).execute();
  expect(table?.edit_seq).toBe(2);
  // What lists show follows too: Ann, and no longer Mira, each with a picture of her own.
  const { count, first } = shownPeople.parse(table?.shown);
  expect([count, first.map(({ personId }) => personId).sort()]).toEqual([3, [ann, null, null].sort()]);
  expect(first.map(({ seconds }) => seconds)).toEqual(Object.values(await measured()).sort((a, b) => b - a));
  expect(new Set(first.map(({ cropKey }) => cropKey)).size).toBe(3);
  expect(first.every(({ cropKey }) => cropKey?.endsWith('.jpg'))).toBe(true);

  const edits = await queries.selectFrom('edits').selectAll().orderBy('seq').execute();
  expect(edits.map(({ kind, effect_seconds }) => [kind, (effect_seconds ?? 0) > 0])).toEqual([
    ['assign', true],
    ['assign', true],
  ]);
  for (const [index, { id, kind: _, ...row }] of edits.entries()) {
    const undo = { ...row, id: randomUUID(), kind: 'undo', undoes: id, payload: toJson({}), seq: 3 + index };
    await queries.insertInto('edits').values(undo).execute();
  }
  expect(await measured()).toEqual(before);
});

it('refuses people and identities that there are not', async () => {
  await expect(say(99, ann)).rejects.toMatchObject({ code: 'identities.not-found' });
  await expect(say(1, randomUUID())).rejects.toMatchObject({ code: 'people.not-found' });
});

it('suggests who somebody may be by photographs that came later', async () => {
  const { queries } = stores.database;
  const { id: model } = await queries
    .selectFrom('models')
    .select('id')
    .where('role', '=', 'embedder')
    .executeTakeFirstOrThrow();
  const face = made.identities[1]?.centroid ?? new Float32Array(64);
  const photo = { person_id: ann, sha256: 'c'.repeat(64), source: 'upload' as const, created_by: 'tester' };
  const { id } = await queries
    .insertInto('facebank_photos')
    .values({ ...photo, original_key: 'a', display_key: 'b', embed_key: 'c', state: 'ready' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const embedded = { photo_id: id, model_id: model, embedding: toReals(face) };
  await queries.insertInto('photo_embeddings').values(embedded).execute();
  const before = await measured();
  expect(await run(refreshSimilarityHandler(operations, parts()), {})).toEqual({ compared: 3, suggested: 1 });
  expect(await identity(2)).toMatchObject({ person: null, suggestion: { id: ann, likeness: expect.closeTo(1, 4) } });
  expect(await identity(1)).toMatchObject({ person: { id: mira }, suggestion: null });
  expect(await measured()).toEqual(before);
  // A show that asks about everybody.
  const lines = { accept_likeness: 0.9, ask_likeness: -1, adopted_by: 'tester' };
  await queries
    .insertInto('naming_lines')
    .values({ show_id: 'rhobh', model_id: model, ...lines })
    .execute();
  expect(await run(refreshSimilarityHandler(operations, parts()), {})).toEqual({ compared: 3, suggested: 2 });
  await queries.deleteFrom('naming_lines').execute();
  expect(await run(refreshSimilarityHandler(operations, parts()), {})).toEqual({ compared: 3, suggested: 1 });
  await say(2, null);
  expect(await identity(2)).toMatchObject({ person: null, suggestion: null, isDecided: true });
});

it('finds identities that are one person, and joins them if wanted', async () => {
  const { queries } = stores.database;
  const whole = await measured();
  const sample = await queries
    .selectFrom('identities')
    .selectAll()
    .where('run_id', '=', runId)
    .where('number', '=', 3)
    .executeTakeFirstOrThrow();
  await queries
    .insertInto('identities')
    .values({ ...sample, number: 4 })
    .execute();
  await queries
    .updateTable('identity_tracks')
    .set({ identity_number: 4 })
    .where('run_id', '=', runId)
    .where('identity_number', '=', 3)
    .where('track_number', '>', 24)
    .execute();
  const handler = autoGroupHandler(operations, parts());
  const suggested = await run(handler, { apply: false, author: 'tester' });
  expect(suggested).toMatchObject({ applied: false, groups: [{ identities: [3, 4] }] });
  expect(Object.keys(await measured())).toContain('4');

  const job = randomUUID();
  for (let tries = 0; tries < 2; tries++) await run(handler, { apply: true, author: 'tester' }, job);
  expect(await queries.selectFrom('edits').select('reason').where('kind', '=', 'merge').execute()).toEqual([
    { reason: 'auto_group' },
  ]);
  expect(await identity(4)).toMatchObject({ group: 3 });
  expect((await measured())['3,4']).toBeCloseTo(whole['3'] ?? 0, 9);
  expect(await run(handler, { apply: false, author: 'tester' })).toMatchObject({ groups: [] });
  await say(4, ann);
  expect((await measured())['Ann']).toBeCloseTo(whole['3'] ?? 0, 9);
}, 120_000);
