/** Publishing on an embedded database and local files, from folders that the program's own writers made. */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MadeUpAnalysis } from '../../../../../fixtures/made-up-result/made-up-analysis.ts';
import { writeMadeUpResult } from '../../../../../fixtures/made-up-result/write-made-up-result.ts';
import type { BlobStore } from '../../../../adapters/blobs/port.ts';
import { UserError } from '../../../../errors.ts';
import { type OpenStores, openStores } from '../../../results/open-stores.test-support.ts';
import { addRunningRun } from '../../../results/sample-run.test-support.ts';
import { deleteRun } from '../change-run.ts';
import { publishRun } from './publish-run.ts';

const SIZE = { shots: 3, tracksPerShot: 4, facesPerTrack: 2, dimensions: 16, names: ['Zoë Ångström', 'mira', null] };

describe('publishing a run', () => {
  let stores: OpenStores;
  let directory: string;
  let folder: string;
  let made: MadeUpAnalysis;
  const never = new AbortController().signal;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'screenalytics-publish-'));
    folder = path.join(directory, 'result');
    stores = await openStores(directory);
    made = await writeMadeUpResult(folder, SIZE);
  });
  afterAll(async () => {
    await stores.close();
    await rm(directory, { recursive: true, force: true });
  });

  /** Everything the database says about a run, in a fixed order. */
  async function rowsOf(runId: string): Promise<Record<string, unknown[]>> {
    const { queries } = stores.database;
    const tables = [
      'shots',
      'tracks',
      'faces',
      'identities',
      'identity_tracks',
      'run_models',
      'run_artifacts',
    ] as const;
    const found: Record<string, unknown[]> = {};
    for (const table of [...tables, 'face_embeddings', 'screen_time_tables', 'screen_time_rows'] as const) {
      const rows = await queries.selectFrom(table).selectAll().where('run_id', '=', runId).execute();
      found[table] = rows
        .map(({ computed_at: _, ...row }: Record<string, unknown>) => row)
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
    return found;
  }

  it('stores files, findings and state, and a second time changes nothing', async () => {
    const { runId, personId } = await addRunningRun(stores.database.queries, { show: 'first', person: 'Mira' });
    await publishRun(stores, { runId, folder, signal: never });
    const rows = await rowsOf(runId);
    expect(Object.fromEntries(Object.entries(rows).map(([table, each]) => [table, each.length]))).toEqual({
      shots: 3,
      tracks: 12,
      faces: 24,
      face_embeddings: 24,
      identities: 3,
      identity_tracks: 9,
      run_models: 3,
      run_artifacts: 14,
      screen_time_tables: 1,
      screen_time_rows: 4,
    });
    const { queries } = stores.database;
    const run = await queries.selectFrom('runs').selectAll().where('id', '=', runId).executeTakeFirstOrThrow();
    expect(run).toMatchObject({ state: 'done', is_active: true, counts: { tracks: 12, identities: 3 } });
    expect(run.guardrails).toHaveLength(8);
    const video = await queries.selectFrom('videos').selectAll().where('id', '=', run.video_id).executeTakeFirst();
    expect(video?.duration_seconds).toBeCloseTo(made.screenTime.videoSeconds, 9);
    expect(rows['identities']).toMatchObject([
      { number: 1, person_id: null, verdict: 'accept' },
      { number: 2, person_id: personId, verdict: 'accept', face_count: 24 },
      { number: 3, person_id: null, verdict: null },
    ]);
    const seconds = (identity: number) => made.screenTime.identities.find((row) => row.identity === identity)?.seconds;
    expect(rows['screen_time_rows']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          subject: 'person',
          person_id: personId,
          seconds: expect.closeTo(seconds(2) ?? 0, 5),
        }),
        expect.objectContaining({
          subject: 'identity',
          identity_key: '1',
          seconds: expect.closeTo(seconds(1) ?? 0, 5),
        }),
        expect.objectContaining({ subject: 'unattributed', preset: 'standard-1' }),
      ]),
    );
    const inCast = { personId, name: null, seconds: expect.closeTo(seconds(2) ?? 0, 5) };
    expect(rows['screen_time_tables']).toMatchObject([
      { shown: { count: 3, first: expect.arrayContaining([expect.objectContaining(inCast)]) } },
    ]);
    const vector = made.samples.get(2)?.[1]?.vector;
    expect(rows['face_embeddings']?.find((row) => (row as { face_number: number }).face_number === 4)).toMatchObject({
      embedding: Float32Array.from(vector ?? []),
    });

    await publishRun(stores, { runId, folder, signal: never });
    expect(await rowsOf(runId)).toEqual(rows);
  });

  it('knows who people said somebody is, with a photograph or without', async () => {
    const { runId, personId } = await addRunningRun(stores.database.queries, { show: 'said', person: 'Mira' });
    const said = path.join(directory, 'said');
    await cp(folder, said, { recursive: true });
    const file = path.join(said, 'identities.json');
    const content = JSON.parse(await readFile(file, 'utf8'));
    const saying = (name: string | null) => ({
      name,
      castMatch: { verdict: name === null ? 'reject' : 'accept', name, likeness: 0, margin: 0, said: true },
    });
    Object.assign(content.identities[0], saying(personId));
    Object.assign(content.identities[1], saying('mira'));
    Object.assign(content.identities[2], saying(null), { centroidRow: null, cohesion: null });
    await writeFile(file, JSON.stringify(content));
    await publishRun(stores, { runId, folder: said, signal: never });
    expect((await rowsOf(runId))['identities']).toMatchObject([
      { number: 1, person_id: personId, verdict: 'accept', likeness: null, margin: null },
      { number: 2, person_id: personId, verdict: 'accept', likeness: null, margin: null },
      { number: 3, person_id: null, verdict: 'reject', cohesion: null },
    ]);
  });

  it('keeps every file as it is, under the keys of the run', async () => {
    const { runId } = await addRunningRun(stores.database.queries, { show: 'files' });
    await publishRun(stores, { runId, folder, signal: never });
    const { queries } = stores.database;
    const artifacts = await queries.selectFrom('run_artifacts').selectAll().where('run_id', '=', runId).execute();
    const files = (await readdir(folder)).filter((name) => name !== 'work' && name !== 'crops');
    expect(artifacts.map(({ name }) => name).sort()).toEqual(files.sort());
    for (const { name, blob_key, sha256, bytes } of artifacts) {
      const content = await readFile(path.join(folder, name));
      expect([name, sha256, bytes]).toEqual([
        name,
        createHash('sha256').update(content).digest('hex'),
        content.byteLength,
      ]);
      expect(await stores.blobs.head(blob_key)).toMatchObject({ bytes });
    }
    const key = (name: string) => artifacts.find((each) => each.name === name)?.blob_key;
    expect(key('screentime.csv')).toBe(`artifacts/analytics/files/s01/e01/${runId}/screentime.csv`);
    expect(key('run.json')).toBe(`artifacts/manifests/files/s01/e01/${runId}/run.json`);
    const face = await queries.selectFrom('faces').selectAll().where('run_id', '=', runId).executeTakeFirstOrThrow();
    expect(face.crop_key).toBe(`artifacts/crops/files/s01/e01/${runId}/track-0001/frame-000001.jpg`);
    expect(await stores.blobs.head(face.crop_key ?? '')).toMatchObject({ contentType: 'image/jpeg' });
  });

  it('takes the place of the run before', async () => {
    const { queries } = stores.database;
    const first = await addRunningRun(queries, { show: 'twice' });
    await publishRun(stores, { runId: first.runId, folder, signal: never });
    const second = await addRunningRun(queries, { show: 'twice' });
    await publishRun(stores, { runId: second.runId, folder, signal: never });
    const active = await queries
      .selectFrom('runs')
      .select('id')
      .where('episode_id', '=', 'twice-s01e01')
      .where('is_active', '=', true)
      .execute();
    expect(active).toEqual([{ id: second.runId }]);
  });

  it('ends the same when it was cut off at any object and any statement', async () => {
    const whole = await addRunningRun(stores.database.queries, { show: 'cut' });
    await publishRun(stores, { runId: whole.runId, folder, signal: never });
    const { runId } = await addRunningRun(stores.database.queries, { show: 'cut' });
    let survived = false;
    for (let steps = 1; !survived; steps += 3) {
      const { database, blobs } = breakAfter(stores, steps);
      survived = await publishRun({ database, blobs }, { runId, folder, signal: never }).then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ code: 'test.cut-off' });
          return false;
        },
      );
      const { state } = await stores.database.queries
        .selectFrom('runs')
        .select('state')
        .where('id', '=', runId)
        .executeTakeFirstOrThrow();
      expect(state).toBe(survived ? 'done' : 'running');
    }
    const plain = (rows: unknown) => JSON.stringify(rows).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'run');
    expect(plain(await rowsOf(runId))).toBe(plain(await rowsOf(whole.runId)));
  });

  it('stops when told to, and can be taken up', async () => {
    const { runId } = await addRunningRun(stores.database.queries, { show: 'stopped' });
    const stop = new AbortController();
    stop.abort(new UserError('jobs.cancelled', 'Cancelled.'));
    await expect(publishRun(stores, { runId, folder, signal: stop.signal })).rejects.toMatchObject({
      code: 'jobs.cancelled',
    });
    await publishRun(stores, { runId, folder, signal: never });
    expect((await rowsOf(runId))['faces']).toHaveLength(24);
  });

  it('is not deleted before it is at its end', async () => {
    const { runId } = await addRunningRun(stores.database.queries, { show: 'deleted' });
    await expect(deleteRun(stores, runId, 'tester')).rejects.toMatchObject({ code: 'runs.wrong-state' });
    await publishRun(stores, { runId, folder, signal: never });
    await expect(deleteRun(stores, runId, 'tester')).rejects.toMatchObject({ code: 'runs.wrong-state' });
  });

  it('refuses what is no result and no running run', async () => {
    const { queries } = stores.database;
    const { runId } = await addRunningRun(queries, { show: 'wrong' });
    const broken = await mkdtemp(path.join(os.tmpdir(), 'screenalytics-broken-'));
    try {
      await expect(publishRun(stores, { runId, folder: broken, signal: never })).rejects.toMatchObject({
        code: 'artifact.missing',
      });
      await cp(folder, broken, { recursive: true });
      await writeFile(path.join(broken, 'tracks.jsonl'), '{"track":1');
      await expect(publishRun(stores, { runId, folder: broken, signal: never })).rejects.toMatchObject({
        code: 'artifact.damaged',
      });
    } finally {
      await rm(broken, { recursive: true, force: true });
    }
    await queries
      .updateTable('runs')
      .set({ state: 'cancelled', finished_at: new Date() })
      .where('id', '=', runId)
      .execute();
    await expect(publishRun(stores, { runId, folder, signal: never })).rejects.toMatchObject({
      code: 'runs.wrong-state',
    });
    const nobody = '00000000-0000-4000-8000-000000000000';
    await expect(publishRun(stores, { runId: nobody, folder, signal: never })).rejects.toMatchObject({
      code: 'runs.not-found',
    });
  });
});

/** The same stores, of which the one after so many steps (objects stored, transactions begun) fails for good. */
function breakAfter({ database, blobs }: OpenStores, steps: number) {
  let left = steps;
  const step = (): void => {
    if (left-- <= 0) throw new UserError('test.cut-off', 'Cut off.');
  };
  const put: BlobStore['put'] = (...given) => {
    step();
    return blobs.put(...given);
  };
  const queries = database.queries.withPlugin({
    transformQuery: ({ node }) => {
      step();
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  const transaction: typeof database.transaction = (work) =>
    database.transaction((open) =>
      work(
        open.withPlugin({
          transformQuery: ({ node }) => {
            step();
            return node;
          },
          transformResult: ({ result }) => Promise.resolve(result),
        }) as typeof open,
      ),
    );
  return {
    database: { ...database, queries, transaction },
    blobs: Object.assign(Object.create(blobs) as BlobStore, { put }),
  };
}
