/** Search by face over HTTP: real networks find the face in the picture; what is found follows the active runs and people's edits. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACES, type PersonKey } from '../../fixtures/demo-episode/people.ts';
import { loadPhotographs, type PhotographName } from '../../fixtures/demo-episode/photographs.ts';
import { createSystemClock } from '../adapters/clock/system-clock.ts';
import { toJson, toReals } from '../adapters/database/column-values.ts';
import type { Queries } from '../adapters/database/port.ts';
import { startTestApi, type TestApi } from './api-server.test-support.ts';
import { readConfig } from './config.ts';
import type { FoundByFace, FoundByPhoto, FoundMoments } from './contract/face-search.ts';
import { createPhotoFaceFinder } from './jobs/analyze/find-photo-faces.ts';
import { openStores } from './results/open-stores.test-support.ts';
import { addRunningRun } from './results/sample-run.test-support.ts';

const CACHE = path.resolve(import.meta.dirname, '../../out/photographs');
/** Embeddings are compared only where this is the same. */
const OTHER_MODEL = 'b'.repeat(64);

type Embedded = readonly { readonly person: PersonKey; readonly embedding: Float32Array }[];

describe('search by face', () => {
  let photographs: Awaited<ReturnType<typeof loadPhotographs>>;
  let api: TestApi;
  let directory: string;
  /** Of show `one`: an earlier run, and the active one; of `two`; of `three`, by another model. */
  let runs: { earlier: string; one: string; two: string; three: string };
  let people: { nora: string; juno: string };

  beforeAll(async () => {
    photographs = await loadPhotographs(CACHE);
    directory = await mkdtemp(path.join(os.tmpdir(), 'screenalytics-face-search-'));
    const finder = createPhotoFaceFinder(readConfig(), createSystemClock());
    const { embedder } = await finder.find(await portrait('sample1', 'nora'), 'bundled');
    const embed = async (name: PhotographName, person: PersonKey) => {
      const { faces } = await finder.find(await portrait(name, person), 'bundled');
      return { person, embedding: faces[0]?.embedding ?? new Float32Array(512) };
    };
    const third = [await embed('sample3', 'della'), await embed('sample3', 'nora'), await embed('sample3', 'iris')];
    const sixth = [await embed('sample6', 'juno'), await embed('sample6', 'kaya')];
    await finder.close();
    const stores = await openStores(directory);
    const { queries } = stores.database;
    runs = {
      earlier: await addResult(queries, { show: 'one', sha256: embedder, faces: third }),
      one: await addResult(queries, { show: 'one', sha256: embedder, faces: third }),
      two: await addResult(queries, { show: 'two', sha256: embedder, faces: [...sixth, third[1]!] }),
      three: await addResult(queries, { show: 'three', sha256: OTHER_MODEL, faces: third }),
    };
    people = { nora: await addPerson(queries, 'one', 'Nora'), juno: await addPerson(queries, 'two', 'Juno') };
    await stores.close();
    api = await startTestApi({ SCREENALYTICS_DATA_DIR: directory });
  });
  afterAll(async () => {
    await api.close();
    await rm(directory, { recursive: true, force: true });
  });

  function picture(name: PhotographName) {
    const { width, height, data } = photographs.get(name)!;
    return sharp(data, { raw: { width, height, channels: 3 } });
  }
  /** A cut around the face, twice as wide. */
  function portrait(name: PhotographName, person: PersonKey): Promise<Buffer> {
    const { box } = FACES.find((face) => face.photograph === name && face.person === person)!;
    const left = Math.round(box.left - box.width / 2);
    const top = Math.round(Math.max(0, box.top - box.height / 2));
    const area = { left, top, width: Math.round(2 * box.width), height: Math.round(2 * box.height) };
    return picture(name).extract(area).jpeg().toBuffer();
  }
  const sendPhoto = async (photo: Buffer, more: object = {}) => {
    const { status, body } = await api.call('POST', '/faces/search', { photo: photo.toString('base64'), ...more });
    return { status, found: body as FoundByPhoto, failure: body as { code: string; message: string } };
  };
  const byFace = async (run: string, face: number, query = ''): Promise<FoundByFace> => {
    const { status, body } = await api.call('GET', `/runs/${run}/faces/${face}/moments${query}`);
    expect([status, status === 200 ? null : body]).toEqual([200, null]);
    return body as FoundByFace;
  };
  const tracksOf = ({ items }: FoundMoments) =>
    items.map(({ id, moments }) => [id, moments.map(({ track }) => track)] as const);

  it('finds the moments of the person in a picture that no run has seen', async () => {
    const { status, found } = await sendPhoto(await portrait('sample1', 'nora'));
    expect([status, found.faces.length, found.face]).toEqual([200, 1, 0]);
    expect(new Map(tracksOf(found))).toEqual(
      new Map([
        ['one-s01e01', [2]],
        ['two-s01e01', [3]],
      ]),
    );
    expect(found).toMatchObject({ total: 2, moments: 2, searched: 2, waiting: 0, otherModels: 1, leastLikeness: 0.45 });
    expect(found.items.find(({ id }) => id === 'one-s01e01')).toMatchObject({
      runId: runs.one,
      show: { id: 'one', title: 'one' },
      season: 1,
      number: 1,
      total: 1,
      moments: [{ face: 2, seconds: 2.5, firstSeconds: 2, lastSeconds: 3, identity: 2, person: null }],
    });
  });

  it('shows every face of a picture, searches for the largest, and for the one that is chosen', async () => {
    const group = await picture('sample6').resize(1200).jpeg().toBuffer();
    const first = await sendPhoto(group, { leastLikeness: 0.6 });
    expect(first.found.faces.length).toBeGreaterThanOrEqual(4);
    const sizes = first.found.faces.map(({ box }) => box.width * box.height);
    expect([first.found.face, sizes]).toEqual([0, sizes.toSorted((a, b) => b - a)]);
    const { box } = FACES.find(({ person }) => person === 'juno')!;
    const middle = (box.left + box.width / 2) / 1920;
    const juno = first.found.faces.findIndex(({ box: { left, width } }) => left < middle && middle < left + width);
    const second = await sendPhoto(group, { leastLikeness: 0.6, face: juno });
    expect([second.found.face, tracksOf(second.found)]).toEqual([juno, [['two-s01e01', [1]]]]);
    expect((await sendPhoto(group, { face: 40 })).failure).toMatchObject({ code: 'photos.no-such-face' });
  });

  it('says what is wrong with a picture', async () => {
    const wall = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#a09080' } })
      .jpeg()
      .toBuffer();
    expect(await sendPhoto(wall)).toMatchObject({ status: 400, failure: { code: 'photos.no-face' } });
    expect(await sendPhoto(Buffer.from('no picture'))).toMatchObject({
      status: 400,
      failure: { code: 'photos.not-an-image' },
    });
    const tiff = await sharp(wall).tiff().toBuffer();
    expect(await sendPhoto(tiff)).toMatchObject({ status: 400, failure: { code: 'photos.not-an-image' } });
    const huge = sharp({ create: { width: 8000, height: 8000, channels: 3, background: '#000' } });
    expect(await sendPhoto(await huge.png().toBuffer())).toMatchObject({ failure: { code: 'photos.not-an-image' } });
    expect((await sendPhoto(Buffer.alloc(770_000))).status).toBe(400);
    expect((await sendPhoto(Buffer.alloc(2_000_000))).status).toBe(413);
  });

  it('stores nothing of the picture', async () => {
    const { queries } = api.services.database;
    const objects = async () => (await api.services.blobs.list('')).blobs.map(({ key }) => key);
    const before = await objects();
    await sendPhoto(await portrait('sample3', 'iris'));
    expect(await objects()).toEqual(before);
    expect(await queries.selectFrom('facebank_photos').select('id').execute()).toEqual([]);
  });

  it('finds moments like a stored face, also of a run that is not shown, in shown runs only', async () => {
    const found = await byFace(runs.earlier, 2);
    expect(found.asked).toMatchObject({
      runId: runs.earlier,
      number: 2,
      track: 2,
      episodeId: 'one-s01e01',
      seconds: 2.5,
    });
    expect(new Set(found.items.map(({ runId }) => runId))).toEqual(new Set([runs.one, runs.two]));
    expect(found.items[0]?.moments[0]?.likeness).toBeCloseTo(1, 2);
    const other = await byFace(runs.three, 2);
    expect(other).toMatchObject({ searched: 1, otherModels: 2, items: [{ id: 'three-s01e01' }] });
    expect((await api.call('GET', `/runs/${runs.one}/faces/99/moments`)).body).toMatchObject({
      code: 'faces.not-found',
    });
    expect((await api.call('GET', `/runs/${randomUUID()}/faces/1/moments`)).status).toBe(404);
  });

  it('takes a show, an episode, a least likeness, and pages', async () => {
    expect(tracksOf(await byFace(runs.one, 2, '?showId=two'))).toEqual([['two-s01e01', [3]]]);
    expect(tracksOf(await byFace(runs.one, 2, '?episodeId=one-s01e01'))).toEqual([['one-s01e01', [2]]]);
    const everybody = await byFace(runs.one, 2, '?leastLikeness=0.2&limit=1&perEpisode=1');
    expect(everybody.total).toBe(2);
    expect(everybody.items).toHaveLength(1);
    expect(everybody.items[0]?.moments).toHaveLength(1);
    const next = await byFace(runs.one, 2, '?leastLikeness=0.2&limit=1&offset=1');
    expect(next.items.map(({ id }) => id)).not.toEqual(everybody.items.map(({ id }) => id));
    expect((await api.call('GET', `/runs/${runs.one}/faces/2/moments?leastLikeness=0.1`)).status).toBe(400);
  });

  it('says who it is as people have said', async () => {
    const assignments = [{ identity: 2, personId: people.nora }];
    expect((await api.call('PUT', `/runs/${runs.one}/assignments`, { assignments })).status).toBe(200);
    const { items } = await byFace(runs.two, 3, '?showId=one');
    expect(items[0]?.moments[0]?.person).toEqual({ id: people.nora, name: 'Nora' });
  });

  it('forgets at once who was taken out of a run', async () => {
    const { database, faceIndex } = api.services;
    await byFace(runs.three, 1);
    const before = await faceIndex.size();
    await database.transaction(async (transaction) => {
      const faces = transaction.deleteFrom('face_embeddings').where('run_id', '=', runs.three);
      await faces.where('face_number', '=', 2).execute();
      await transaction.updateTable('runs').set({ redacted_at: new Date() }).where('id', '=', runs.three).execute();
    });
    const { items } = await byFace(runs.three, 1, '?leastLikeness=0.2');
    expect(items[0]?.moments.map(({ track }) => track)).not.toContain(2);
    expect((await faceIndex.size()).faces).toBe(before.faces - 1);
  });

  it('follows what episodes show: another run, an episode that is deleted', async () => {
    expect((await api.call('POST', `/runs/${runs.earlier}/activate`, {})).status).toBe(200);
    expect((await byFace(runs.two, 3, '?showId=one')).items).toMatchObject([{ runId: runs.earlier }]);
    const { items, searched } = await byFace(runs.two, 3);
    expect([searched, new Set(items.map(({ runId }) => runId))]).toEqual([2, new Set([runs.earlier, runs.two])]);
    expect((await api.call('DELETE', '/episodes/two-s01e01?confirm=two-s01e01')).status).toBe(200);
    await expect
      .poll(async () => (await byFace(runs.earlier, 2)).items.map(({ runId }) => runId))
      .toEqual([runs.earlier]);
  });
});

/** A done run that is the active one, with one track of one second and one identity per face, a second apart. */
async function addResult(
  queries: Queries,
  { show, sha256, faces }: { readonly show: string; readonly sha256: string; readonly faces: Embedded },
): Promise<string> {
  const { runId, episodeId } = await addRunningRun(queries, { show });
  await queries
    .insertInto('models')
    .values({ sha256, role: 'embedder', pack: 'bundled', file: 'e.onnx', licence: 'MIT', dimensions: 512 })
    .onConflict((on) => on.doNothing())
    .execute();
  const { id: modelId } = await queries
    .selectFrom('models')
    .select('id')
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow();
  await queries.insertInto('run_models').values({ run_id: runId, role: 'embedder', model_id: modelId }).execute();
  const shot = { run_id: runId, number: 1, start_frame: 0, end_frame: 999, start_seconds: 0, end_seconds: 40 };
  await queries
    .insertInto('shots')
    .values({ ...shot, transition: 'start' })
    .execute();
  for (const [index, { embedding }] of faces.entries()) {
    const number = index + 1;
    const own = { run_id: runId, number };
    const span = {
      first_frame: number * 25,
      last_frame: number * 25 + 25,
      first_seconds: number,
      last_seconds: number + 1,
    };
    await queries
      .insertInto('tracks')
      .values({ ...own, ...span, shot_number: 1, sightings: 5 })
      .execute();
    const box = { box_left: 10, box_top: 10, box_width: 60, box_height: 80 };
    await queries
      .insertInto('faces')
      .values({ ...own, ...box, track_number: number, frame: number * 25 + 12, seconds: number + 0.5, score: 0.9 })
      .execute();
    await queries
      .insertInto('face_embeddings')
      .values({ run_id: runId, face_number: number, model_id: modelId, embedding: toReals(embedding) })
      .execute();
    await queries
      .insertInto('identities')
      .values({ ...own, confidence: 0.9, face_count: 1, seconds: 1 })
      .execute();
    await queries
      .insertInto('identity_tracks')
      .values({ run_id: runId, track_number: number, identity_number: number })
      .execute();
  }
  await queries.updateTable('runs').set({ is_active: false }).where('episode_id', '=', episodeId).execute();
  await queries
    .updateTable('runs')
    .set({ state: 'done', is_active: true, finished_at: new Date(), counts: toJson({ tracks: faces.length }) })
    .where('id', '=', runId)
    .execute();
  return runId;
}

async function addPerson(queries: Queries, show: string, name: string): Promise<string> {
  const row = { show_id: show, name };
  const { id } = await queries.insertInto('people').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}
