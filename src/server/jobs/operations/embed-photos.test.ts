/** Photographs of the cast, read by the real networks in a real child process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FACES, type PersonKey } from '../../../../fixtures/demo-episode/people.ts';
import { loadPhotographs } from '../../../../fixtures/demo-episode/photographs.ts';
import type { EventLog } from '../../../adapters/events/port.ts';
import type { JobContext } from '../../../adapters/jobs/port.ts';
import { readConfig } from '../../config.ts';
import { addPhoto, deletePhoto } from '../../features/cast/change-photos.ts';
import { readPerson } from '../../features/cast/person-rows.ts';
import { photoKeys } from '../../features/cast/photo-files.ts';
import { type OpenStores, openStores } from '../../results/open-stores.test-support.ts';
import { createPhotoReader, type ReadPhotos } from '../analyze/read-photos.ts';
import { createOperations } from './definitions.ts';
import { embedPhotosHandler } from './embed-photos.ts';
import { readKnownFaces } from './photo-rows.ts';

const CACHE = path.resolve(import.meta.dirname, '../../../../out/photographs');

let directory: string;
let stores: OpenStores;
let photographs: Awaited<ReturnType<typeof loadPhotographs>>;
let nora: string;

beforeAll(async () => {
  photographs = await loadPhotographs(CACHE);
  directory = await mkdtemp(path.join(tmpdir(), 'screenalytics-photos-'));
  stores = await openStores(directory);
  await stores.database.queries.insertInto('shows').values({ id: 'demo', title: 'Demo' }).execute();
  nora = await addPerson('Nora');
});
afterAll(async () => {
  await stores.close();
  await rm(directory, { recursive: true, force: true });
});

async function addPerson(name: string): Promise<string> {
  const row = { show_id: 'demo', name };
  const made = await stores.database.queries.insertInto('people').values(row).returning('id').executeTakeFirstOrThrow();
  return made.id;
}

/** A cut of the photograph around a person's first face, twice as wide. */
function portrait(person: PersonKey) {
  const face = FACES.find((each) => each.person === person);
  if (!face) throw new Error(`Nobody is called ${person}.`);
  const { box } = face;
  const area = {
    left: Math.round(box.left - box.width / 2),
    top: Math.round(Math.max(0, box.top - box.height / 2)),
    width: Math.round(2 * box.width),
    height: Math.round(2 * box.height),
  };
  return whole(face.photograph).extract(area);
}

function whole(name: Parameters<typeof photographs.get>[0]) {
  const picture = photographs.get(name);
  if (!picture) throw new Error(`There is no photograph ${name}.`);
  const { width, height, data } = picture;
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** What is announced. */
const told: unknown[] = [];
const events = {
  append: (_topic: string, event: unknown) => {
    told.push(event);
    return Promise.resolve('1-0');
  },
} as unknown as EventLog;

let count = 0;
/** As the API does once a browser has sent the file. */
async function send(person: string, picture: Sharp): Promise<string> {
  const photoId = `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
  const content = await picture.jpeg().toBuffer();
  await stores.blobs.put(photoKeys(person, photoId).original, content, { bytes: content.byteLength });
  await addPhoto(stores, { id: person, photoId }, 'tester');
  return photoId;
}

const photosOf = async (person: string) => {
  return new Map((await readPerson(stores, person)).photos.map((photo) => [photo.id, photo]));
};
const isStored = (key: string): Promise<boolean> =>
  stores.blobs.head(key).then(
    () => true,
    () => false,
  );

/** Runs the job of a photograph. */
async function embed(photo: string, person: string, readPhotos: ReadPhotos = createPhotoReader(readConfig())) {
  const operations = createOperations({ softLimitSeconds: 60, hardLimitSeconds: 60, retrySeconds: 1 });
  const workDirectory = path.join(directory, 'photographs');
  const handler = embedPhotosHandler(operations, { ...stores, events, readPhotos, workDirectory });
  const context = { signal: new AbortController().signal } as JobContext;
  return await handler.run({ photo, person }, context);
}

it('says of every photograph whether it can be used, and why not', async () => {
  const good = await send(nora, portrait('nora'));
  const group = await send(nora, whole('sample1'));
  const wall = await send(nora, sharp({ create: { width: 300, height: 300, channels: 3, background: '#a09080' } }));
  const blurred = await send(nora, portrait('nora').blur(25));
  await embed(good, nora);
  const photos = await photosOf(nora);
  expect(photos.get(good)).toMatchObject({ state: 'ready', reason: null, duplicateOf: null });
  expect(photos.get(good)?.quality).toBeGreaterThan(0.2);
  const keys = photoKeys(nora, good);
  expect(photos.get(good)?.faceUrl).toContain(encodeURI(keys.embed));
  const { body } = await stores.blobs.get(keys.embed);
  expect(await sharp(await buffer(body)).metadata()).toMatchObject({ width: 112, height: 112 });
  expect(photos.get(group)).toMatchObject({ state: 'rejected', reason: expect.stringContaining('several faces') });
  expect(photos.get(wall)).toMatchObject({ state: 'rejected', reason: 'Not used: no face was found in it.' });
  expect(photos.get(blurred)).toMatchObject({ state: 'rejected', faceUrl: null, quality: null });
  // Those who look at the cast see it come.
  expect(told).toEqual([{ type: 'cast-changed', show: 'demo' }]);
}, 120_000);

it('warns of the same face photographed once, and knows other people apart', async () => {
  const juno = await addPerson('Juno');
  const [first] = (await photosOf(nora)).keys();
  const again = await send(juno, portrait('nora').resize(300).modulate({ brightness: 1.05 }));
  const other = await send(juno, portrait('juno'));
  await embed(again, juno);
  const photos = await photosOf(juno);
  expect(photos.get(again)).toMatchObject({
    state: 'ready',
    duplicateOf: { photoId: first, personId: nora, name: 'Nora' },
  });
  expect(photos.get(other)).toMatchObject({ state: 'ready', duplicateOf: null });
  expect((await photosOf(nora)).get(first ?? '')).toMatchObject({ duplicateOf: null });
}, 120_000);

it('leaves nothing of a photograph that is deleted, not even when it is being read', async () => {
  const ann = await addPerson('Ann');
  const before = await send(ann, portrait('iris'));
  await embed(before, ann);
  await deletePhoto(stores, { id: ann, photoId: before });
  const during = await send(ann, portrait('della'));
  const read = createPhotoReader(readConfig());
  await embed(during, ann, async (...asked) => {
    const reading = await read(...asked);
    await deletePhoto(stores, { id: ann, photoId: during });
    return reading;
  });
  for (const photo of [before, during]) {
    for (const key of Object.values(photoKeys(ann, photo))) expect(await isStored(key)).toBe(false);
  }
  const { queries } = stores.database;
  const { id: modelId } = await queries.selectFrom('models').select('id').executeTakeFirstOrThrow();
  expect((await readKnownFaces(queries, { show: 'demo', modelId })).map(({ person }) => person)).not.toContain(ann);
}, 120_000);

it('keeps a photograph waiting with the reason while it cannot be read, and does nothing twice', async () => {
  const bea = await addPerson('Bea');
  const photo = await send(bea, portrait('bea'));
  const failing = embed(photo, bea, () => Promise.reject(new Error('the disk is on fire')));
  await expect(failing).rejects.toThrow('fire');
  expect((await photosOf(bea)).get(photo)).toMatchObject({
    state: 'waiting',
    reason: expect.stringContaining('tried again'),
  });
  await embed(photo, bea);
  expect((await photosOf(bea)).get(photo)).toMatchObject({ state: 'ready', reason: null });
  await embed(photo, bea, () => Promise.reject(new Error('nobody should ask')));
}, 120_000);
