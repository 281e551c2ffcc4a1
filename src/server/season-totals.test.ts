/** Who was seen in which episode of a show, and by which lines they get their names, on made-up results of seven people. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeMadeUpResult } from '../../fixtures/made-up-result/write-made-up-result.ts';
import { toReals } from '../adapters/database/column-values.ts';
import type { EventLog } from '../adapters/events/port.ts';
import type { JobContext, Jobs } from '../adapters/jobs/port.ts';
import { DEFAULT_NAMING } from '../pipeline/cluster/name-clusters.ts';
import { readAppearances } from './features/cast/person-appearances.ts';
import { adoptLines, readRecognition, resetLines } from './features/cast/recognition.ts';
import { readTotals } from './features/cast/show-totals.ts';
import { takeCrop } from './features/cast/use-crop.ts';
import { assign } from './features/identities/assign-identities.ts';
import { publishRun } from './features/runs/publish/publish-run.ts';
import { createOperations } from './jobs/operations/definitions.ts';
import { manualAssignHandler } from './jobs/operations/manual-assign.ts';
import { readNaming } from './results/naming-lines.ts';
import { type OpenStores, openStores } from './results/open-stores.test-support.ts';
import { addRunningRun } from './results/sample-run.test-support.ts';

const NAMES = ['Mira', 'Ann', 'Bea', 'Cleo', 'Dora', 'Eve', null];
const SIZE = { shots: 24, tracksPerShot: 8, facesPerTrack: 3, dimensions: 64, names: NAMES };
const operations = createOperations({ softLimitSeconds: 60, hardLimitSeconds: 60, retrySeconds: 1 });

let directory: string;
let stores: OpenStores;
let runId: string;
/** By name. */
const people = new Map<string, string>();

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'screenalytics-totals-'));
  const folder = path.join(directory, 'result');
  await writeMadeUpResult(folder, SIZE);
  stores = await openStores(directory);
  const { queries } = stores.database;
  runId = (await addRunningRun(queries, { show: 'rhobh' })).runId;
  for (const name of NAMES) {
    if (name === null) continue;
    const person = { show_id: 'rhobh', name };
    people.set(name, (await queries.insertInto('people').values(person).returning('id').executeTakeFirstOrThrow()).id);
  }
  await publishRun(stores, { runId, folder, signal: new AbortController().signal });
});
afterAll(async () => {
  await stores.close();
  await rm(directory, { recursive: true, force: true });
});

const id = (name: string): string => people.get(name) ?? '';
const jobs = {
  add: () => Promise.resolve({ job: { id: 'job' }, isNew: true }),
} as unknown as Jobs;
const events = { append: () => Promise.resolve('1-0') } as unknown as EventLog;
const say = (identity: number, personId: string | null) =>
  assign({ ...stores, jobs, events, operations }, { runId, assignments: [{ identity, personId }] }, 'tester');
const count = () =>
  manualAssignHandler(operations, { ...stores, events }).run(
    { run: runId, episode: 'rhobh-s01e01', seq: 1 },
    {} as JobContext,
  );
const secondsOf = async (name: string): Promise<number> =>
  (await readTotals(stores, 'rhobh')).people.find((person) => person.name === name)?.seconds ?? 0;

it('counts the seconds of everybody who was found, by episode', async () => {
  const { episodes, people: found, preset } = await readTotals(stores, 'rhobh');
  expect(preset).toBe('standard-1');
  expect(episodes).toMatchObject([{ episodeId: 'rhobh-s01e01', season: 1, number: 1, runId, isOutOfDate: false }]);
  expect(found.map(({ name }) => name).sort()).toEqual(['Ann', 'Bea', 'Cleo', 'Dora', 'Eve', 'Mira']);
  const rows = await stores.database.queries.selectFrom('screen_time_rows').selectAll().execute();
  for (const { personId, seconds, episodes: own } of found) {
    expect(seconds).toBe(rows.find(({ person_id }) => person_id === personId)?.seconds);
    expect(own).toEqual([{ episodeId: 'rhobh-s01e01', seconds }]);
  }
  await expect(readTotals(stores, 'nobody')).rejects.toMatchObject({ code: 'shows.not-found' });
});

it('says who found somebody, and that numbers are out of date until they have been counted again', async () => {
  const before = (await readAppearances(stores, id('Mira'))).items;
  expect(before).toMatchObject([
    {
      episodeId: 'rhobh-s01e01',
      saidBy: 'machine',
      identities: [1],
      isOutOfDate: false,
      machineSeconds: before[0]?.seconds,
    },
  ]);
  expect(before[0]?.cropUrl).toContain('crops');
  const [annBefore, miraBefore] = [await secondsOf('Ann'), await secondsOf('Mira')];

  // The seventh is nobody yet: somebody says it is Mira. And that the second is not Ann.
  await say(7, id('Mira'));
  await say(2, null);
  expect((await readAppearances(stores, id('Mira'))).items).toMatchObject([
    { saidBy: 'both', identities: [1, 7], isOutOfDate: true, seconds: miraBefore },
  ]);
  expect((await readAppearances(stores, id('Ann'))).items).toMatchObject([
    { saidBy: null, identities: [], isOutOfDate: true, seconds: annBefore },
  ]);
  expect((await readTotals(stores, 'rhobh')).episodes).toMatchObject([{ isOutOfDate: true }]);

  await count();
  expect((await readTotals(stores, 'rhobh')).episodes).toMatchObject([{ isOutOfDate: false }]);
  const [mira] = (await readAppearances(stores, id('Mira'))).items;
  // They were on screen at the same times: time in which both are seen counts once.
  expect(mira?.seconds).toBe(miraBefore);
  expect(mira?.machineSeconds).toBe(before[0]?.machineSeconds);
  expect((await readAppearances(stores, id('Ann'))).items).toEqual([]);
  expect(await secondsOf('Ann')).toBe(0);
  await expect(readAppearances(stores, randomUUID())).rejects.toMatchObject({ code: 'people.not-found' });
});

it('counts an episode no more once it is archived', async () => {
  const { queries } = stores.database;
  await queries.updateTable('episodes').set({ archived_at: new Date() }).execute();
  expect(await readTotals(stores, 'rhobh')).toMatchObject({ episodes: [], people: [] });
  expect((await readAppearances(stores, id('Mira'))).items).toEqual([]);
  await queries.updateTable('episodes').set({ archived_at: null }).execute();
});

it('makes a photograph of a face that was found, once', async () => {
  const request = { id: id('Mira'), runId, faceNumber: 1 };
  const first = await takeCrop(stores, request, 'tester');
  expect(first.person.photos).toMatchObject([
    { id: first.photoId, source: 'crop', sourceFace: { runId, number: 1 }, state: 'waiting', isFeatured: true },
  ]);
  const again = await takeCrop(stores, request, 'tester');
  expect(again).toMatchObject({ photoId: null, person: { photos: [{ id: first.photoId }] } });
  // All made-up crops are one picture.
  expect(await takeCrop(stores, { ...request, faceNumber: 2 }, 'tester')).toMatchObject({ photoId: null });
});

it('refuses faces that there are not, without a picture, or of another show', async () => {
  const { queries } = stores.database;
  const mira = { id: id('Mira'), runId };
  await expect(takeCrop(stores, { ...mira, faceNumber: 9999 }, 'tester')).rejects.toMatchObject({
    code: 'faces.not-found',
  });
  await queries.updateTable('faces').set({ crop_key: null }).where('number', '=', 3).execute();
  await expect(takeCrop(stores, { ...mira, faceNumber: 3 }, 'tester')).rejects.toMatchObject({ code: 'faces.no-crop' });
  await queries.insertInto('shows').values({ id: 'other', title: 'Other' }).execute();
  const stranger = await queries
    .insertInto('people')
    .values({ show_id: 'other', name: 'Kim' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await expect(takeCrop(stores, { id: stranger.id, runId, faceNumber: 1 }, 'tester')).rejects.toMatchObject({
    code: 'people.wrong-show',
  });
});

it('compares the faces of those who were found, and proposes lines that tell them apart', async () => {
  const { models } = await readRecognition(stores, 'rhobh');
  expect(models).toHaveLength(1);
  const [model] = models;
  // Ann is nobody any more: five of the cast have 24 tracks each, Mira 48.
  expect(model).toMatchObject({ tracks: 24 * 4 + 48, decidedTracks: 24, photos: 0, isSample: false });
  const [photos, faces, naming] = model?.comparisons ?? [];
  expect(photos).toMatchObject({ kind: 'photos', accept: null, tooFew: { comparisons: 0, leastComparisons: 3000 } });
  expect(naming).toMatchObject({ kind: 'naming', tooFew: { comparisons: 0 } });
  // 5 people, every two tracks once.
  const sizes = [24, 24, 24, 24, 48];
  const pairs = sizes.flatMap((a, i) => sizes.slice(i + 1).map((b) => a * b)).reduce((sum, each) => sum + each, 0);
  const total = (counts: readonly number[]) => counts.reduce((sum, each) => sum + each, 0);
  expect(total(faces?.different ?? [])).toBe(pairs);
  expect(total(faces?.same ?? [])).toBe(sizes.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0));
  expect(faces?.tooFew).toBeNull();
  // No comparison as naming makes it: nothing below the program's own lines.
  expect(model?.present).toMatchObject({ ...lines(DEFAULT_NAMING), adoptedBy: null, effect: { by: 'faces' } });
  expect(model?.proposed?.acceptLikeness).toBeGreaterThanOrEqual(DEFAULT_NAMING.acceptLikeness);
  expect(model?.proposed?.effect.falseAccepts.count).toBeLessThanOrEqual(pairs / 1000);
});

it('compares with photographs as naming does, but not with those of the same run', async () => {
  const { queries } = stores.database;
  const { models: before } = await readRecognition(stores, 'rhobh');
  const modelId = before[0]?.modelId ?? 0;
  // The crop that Mira has is of the run: it is compared with other photographs alone.
  const crop = await queries.selectFrom('facebank_photos').select('id').executeTakeFirstOrThrow();
  await embed(crop.id, modelId, 1);
  const photo = await queries
    .insertInto('facebank_photos')
    .values({
      person_id: id('Bea'),
      sha256: 'c'.repeat(64),
      source: 'upload',
      created_by: 'tester',
      state: 'ready',
      original_key: 'a',
      display_key: 'b',
      embed_key: 'c',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await embed(photo.id, modelId, 2);
  const [model] = (await readRecognition(stores, 'rhobh')).models;
  const total = (counts: readonly number[] = []) => counts.reduce((sum, each) => sum + each, 0);
  const [photos, , naming] = model?.comparisons ?? [];
  expect([total(photos?.same), total(photos?.different)]).toEqual([0, 1]);
  // Bea's 24 tracks with her photograph, everybody else's 120 with it; none with Mira's.
  expect([total(naming?.same), total(naming?.different)]).toEqual([24, 120]);
});

async function embed(photo: string, model: number, angle: number): Promise<void> {
  const vector = Float32Array.from({ length: 64 }, (_, n) => Math.sin(angle * 12.9898 * (n + 1)));
  const length = Math.hypot(...vector);
  const embedding = toReals(vector.map((value) => value / length));
  await stores.database.queries
    .insertInto('photo_embeddings')
    .values({ photo_id: photo, model_id: model, embedding })
    .execute();
}

const lines = ({ acceptLikeness, askLikeness }: typeof DEFAULT_NAMING) => ({ acceptLikeness, askLikeness });

it('names by the lines that were adopted, until they are reset', async () => {
  const { queries } = stores.database;
  const modelId = (await readRecognition(stores, 'rhobh')).models[0]?.modelId ?? 0;
  const asked = { show: 'rhobh', modelId };
  expect(await readNaming(queries, asked)).toEqual(DEFAULT_NAMING);
  const wanted = { showId: 'rhobh', modelId, acceptLikeness: 0.52, askLikeness: 0.4 };
  await adoptLines(stores, wanted, 'erik');
  await adoptLines(stores, { ...wanted, acceptLikeness: 0.51 }, 'vera');
  expect(await readNaming(queries, asked)).toEqual({ ...DEFAULT_NAMING, acceptLikeness: 0.51, askLikeness: 0.4 });
  expect(await readNaming(queries, { ...asked, show: 'other' })).toEqual(DEFAULT_NAMING);
  expect((await readRecognition(stores, 'rhobh')).models[0]?.present).toMatchObject({
    acceptLikeness: 0.51,
    adoptedBy: 'vera',
  });
  for (let times = 0; times < 2; times++) await resetLines(stores, { showId: 'rhobh', modelId });
  expect(await readNaming(queries, asked)).toEqual(DEFAULT_NAMING);
  await expect(adoptLines(stores, { ...wanted, modelId: 999 }, 'vera')).rejects.toMatchObject({
    code: 'models.not-found',
  });
});
