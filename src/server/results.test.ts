/** What a finished run shows over HTTP: a result folder of the program's own writers, published, and asked for. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeUpAnalysis, makeUpAnalysis } from '../../fixtures/made-up-result/made-up-analysis.ts';
import { writeMadeUpResult } from '../../fixtures/made-up-result/write-made-up-result.ts';
import { standardPreset } from '../pipeline/screen-time/presets.ts';
import { measureScreenTime } from '../pipeline/screen-time/screen-time.ts';
import { interpolateTracks } from '../pipeline/track/interpolate-track.ts';
import { startTestApi, type TestApi } from './api-server.test-support.ts';
import { publishRun } from './features/runs/publish/publish-run.ts';
import { openStores } from './results/open-stores.test-support.ts';
import { addRunningRun } from './results/sample-run.test-support.ts';

const SIZE = { shots: 40, tracksPerShot: 4, facesPerTrack: 2, dimensions: 16, names: ['Zoë Ångström', 'mira', null] };

interface Row {
  readonly subject: string;
  readonly personId: string | null;
  readonly name: string | null;
  readonly identities: number[];
  readonly seconds: number;
  readonly receipts: { startSeconds: number; endSeconds: number; shot: number; tracks: number[] }[];
}

describe('results', () => {
  let api: TestApi;
  let directory: string;
  let folder: string;
  let made: MadeUpAnalysis;
  let mira: string | null;
  /** Of one episode: the earlier run, not active any more, the later one, a cancelled one. And one of another show. */
  let runs: { earlier: string; later: string; unfinished: string; stranger: string };

  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'screenalytics-results-'));
    folder = path.join(directory, 'result');
    made = await writeMadeUpResult(folder, SIZE);
    // Before the server runs: it would queue a running run whose job it does not know.
    const stores = await openStores(directory);
    const { queries } = stores.database;
    const earlier = await addRunningRun(queries, { show: 'rhobh', person: 'Mira' });
    mira = earlier.personId;
    const never = new AbortController().signal;
    await publishRun(stores, { runId: earlier.runId, folder, signal: never });
    const later = await addRunningRun(queries, { show: 'rhobh' });
    await publishRun(stores, { runId: later.runId, folder, signal: never });
    const stranger = await addRunningRun(queries, { show: 'other' });
    await publishRun(stores, { runId: stranger.runId, folder, signal: never });
    const unfinished = await addRunningRun(queries, { show: 'rhobh' });
    await queries
      .updateTable('runs')
      .set({ state: 'cancelled', finished_at: new Date() })
      .where('id', '=', unfinished.runId)
      .execute();
    await stores.close();
    runs = {
      earlier: earlier.runId,
      later: later.runId,
      stranger: stranger.runId,
      unfinished: unfinished.runId,
    };
    api = await startTestApi({ SCREENALYTICS_DATA_DIR: directory });
  });
  afterAll(async () => {
    await api.close();
    await rm(directory, { recursive: true, force: true });
  });

  async function get<Body>(route: string): Promise<Body> {
    const { status, body } = await api.call('GET', route);
    expect([status, status === 200 ? null : body]).toEqual([200, null]);
    return body as Body;
  }

  it('lists runs and says everything about one', async () => {
    const { items } = await get<{ items: { id: string; isActive: boolean }[] }>('/episodes/rhobh-s01e01/runs');
    expect(items.map(({ id, isActive }) => [id, isActive])).toEqual([
      [runs.unfinished, false],
      [runs.later, true],
      [runs.earlier, false],
    ]);
    expect((await api.call('GET', '/episodes/nobody-s01e01/runs')).status).toBe(404);
    const run = await get<{ artifacts: unknown[]; guardrails: { name: string }[] }>(`/runs/${runs.later}`);
    expect(run).toMatchObject({
      state: 'done',
      counts: { tracks: 160, shots: 40 },
      models: [{ role: 'detector', licence: 'MIT' }, { role: 'embedder' }, { role: 'landmarks' }],
      warnings: [],
    });
    expect(run.artifacts).toHaveLength(14);
    expect(run.guardrails.find(({ name }) => name === 'tracks_per_minute')).toMatchObject({
      target: { min: 10, max: 30 },
      warnAbove: 50,
      status: 'warn',
      remedy: expect.any(String),
    });
  });

  it('gives a URL of each file', async () => {
    const { url } = await get<{ url: string }>(`/runs/${runs.later}/artifacts/screentime.csv`);
    const response = await fetch(url);
    expect(response.headers.get('content-disposition')).toContain('screentime.csv');
    expect(await response.text()).toMatch(/^identity,name,seconds/);
    const absent = await api.call('GET', `/runs/${runs.later}/artifacts/passwords.txt`);
    expect(absent).toMatchObject({ status: 404, body: { code: 'artifacts.not-found' } });
  });

  it('lists shots, tracks, faces and identities', async () => {
    const shots = await get<{ items: unknown[] }>(`/runs/${runs.later}/shots`);
    expect(shots.items).toHaveLength(40);
    expect(shots.items[1]).toMatchObject({ number: 2, startFrame: 50, endFrame: 99, transition: 'cut' });

    const numbers = async (query: string) => {
      const page = await get<{ items: { number: number }[]; total: number }>(`/runs/${runs.later}/tracks?${query}`);
      return [page.items.map(({ number }) => number), page.total];
    };
    // By their first sighting: the first and the last of a shot are seen at once.
    expect(await numbers('shot=2')).toEqual([[5, 8, 6, 7], 4]);
    expect(await numbers('identity=1&limit=2&offset=1')).toEqual([[5, 9], 40]);
    expect(await numbers('unassigned=true&limit=2')).toEqual([[4, 8], 40]);
    expect(await numbers('fromSeconds=2.3&toSeconds=2.5')).toEqual([[5, 8, 6], 3]);

    const faces = await get<{ items: { cropUrl: string }[]; total: number }>(`/runs/${runs.later}/faces?track=6`);
    expect(faces).toMatchObject({
      total: 2,
      items: [
        { track: 6, quality: 0.6 },
        { track: 6, quality: 0.5 },
      ],
    });
    const crop = await fetch(faces.items[0]?.cropUrl ?? '');
    expect([crop.status, crop.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await get<{ total: number }>(`/runs/${runs.later}/faces?identity=2`)).total).toBe(80);

    const identities = await get<{ items: { number: number }[] }>(`/runs/${runs.later}/identities`);
    expect(identities.items.find(({ number }) => number === 2)).toMatchObject({
      person: { id: mira, name: 'Mira' },
      suggestion: null,
      tracks: 40,
      seconds: expect.closeTo(made.screenTime.identities.find((row) => row.identity === 2)?.seconds ?? 0, 5),
    });
    const one = await get<{ trackNumbers: number[] }>(`/runs/${runs.later}/identities/2`);
    expect(one.trackNumbers.slice(0, 3)).toEqual([2, 6, 10]);
    expect((await api.call('GET', `/runs/${runs.later}/identities/9`)).status).toBe(404);
  });

  it('finds the faces that are most like one, in active runs', async () => {
    const near = await get<{ items: { runId: string; identity: number; likeness: number }[] }>(
      `/runs/${runs.later}/faces/3/nearest?limit=5`,
    );
    expect(near.items).toHaveLength(5);
    for (const { runId, identity } of near.items) {
      expect([[runs.later, runs.stranger].includes(runId), identity]).toEqual([true, 2]);
    }
    // The same face of the same video, analysed for another show.
    expect(near.items[0]).toMatchObject({ runId: runs.stranger, face: { number: 3 }, likeness: expect.closeTo(1, 2) });
    expect(near.items.map(({ likeness }) => likeness)).toEqual(
      near.items.map(({ likeness }) => likeness).toSorted((a, b) => b - a),
    );
    expect((await api.call('GET', `/runs/${runs.later}/faces/9999/nearest`)).status).toBe(404);
  });

  it('gives the boxes of a track and of a time range, as they were written', async () => {
    interface Frames {
      frames: { frame: number; seconds: number; boxes: { track: number; left: number; width: number }[] }[];
    }
    const track = await get<{ boxes: Frames['frames']; faces: unknown[] }>(`/runs/${runs.later}/tracks/157`);
    expect(track.faces).toHaveLength(2);
    expect(track.boxes.map(({ frame }) => frame)).toEqual(Array.from({ length: 50 }, (_, n) => 1950 + n));
    // 1024 display pixels are 720 decoded ones: a share is the same of both, but for the tenth that files round to.
    expect(track.boxes[0]?.boxes[0]).toMatchObject({ track: 157, left: expect.closeTo(20 / 1024, 3) });

    const { frames } = await get<Frames>(`/runs/${runs.later}/boxes?fromSeconds=44.1&toSeconds=44.2`);
    expect(frames.map(({ seconds }) => seconds)).toEqual([
      expect.closeTo(44.08, 9),
      expect.closeTo(44.12, 9),
      expect.closeTo(44.16, 9),
      expect.closeTo(44.2, 9),
    ]);
    const dense = [...interpolateTracks({ ...made, ...made.scan, gapToleranceSeconds: 0.5 })].flat();
    const seenIn = (frame: number) =>
      dense.filter(({ boxes }) => boxes.some((box) => box.frame === frame)).map(({ track: number }) => number);
    expect(seenIn(1002)).toEqual([81, 84]);
    for (const { frame, boxes } of frames) {
      expect([frame, boxes.map(({ track: number }) => number)]).toEqual([frame, seenIn(frame)]);
    }
    const wide = await api.call('GET', `/runs/${runs.later}/boxes?fromSeconds=0&toSeconds=61`);
    expect(wide).toMatchObject({ status: 400, body: { fields: [{ field: 'toSeconds' }] } });
  });

  it('measures the default table as the analysis did', async () => {
    const table = await get<{ rows: Row[]; faceVisibleSeconds: number; videoSeconds: number }>(
      `/runs/${runs.later}/screen-time`,
    );
    expect(table.videoSeconds).toBeCloseTo(made.screenTime.videoSeconds, 9);
    expect(table.faceVisibleSeconds).toBeCloseTo(made.screenTime.faceVisible, 9);
    const expected = new Map(made.screenTime.identities.map((row) => [row.identity, row]));
    for (const row of table.rows.filter(({ subject }) => subject !== 'unattributed')) {
      const machine = expected.get(row.identities[0] ?? 0);
      expect(row.seconds).toBeCloseTo(machine?.seconds ?? 0, 9);
      expect(row.receipts).toEqual(
        machine?.receipts.map(({ start, end, shot, tracks }) => ({
          startSeconds: start,
          endSeconds: end,
          shot,
          tracks,
        })),
      );
    }
    expect(table.rows.find(({ personId }) => personId === mira)).toMatchObject({ subject: 'person', name: 'Mira' });
    expect(table.rows.at(-1)).toMatchObject({ subject: 'unattributed' });
    const { queries } = api.services.database;
    const stored = await queries.selectFrom('screen_time_rows').selectAll().where('run_id', '=', runs.later).execute();
    const inOrder = (rows: readonly { seconds: number }[]) => rows.map(({ seconds }) => seconds.toFixed(5)).sort();
    expect(inOrder(table.rows)).toEqual(inOrder(stored));
  });

  it('measures by presets, from strict to generous', async () => {
    const { body } = await api.call('GET', '/screen-time/presets');
    const { items } = body as { items: { name: string; isDefault: boolean; description: string }[] };
    expect(items.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['standard', true],
      ['strict', false],
      ['generous', false],
    ]);
    const total = async (query: string) => {
      const table = (await api.call('GET', `/runs/${runs.later}/screen-time${query}`)).body as { rows: Row[] };
      return table.rows.reduce((sum, { seconds }) => sum + seconds, 0);
    };
    const [strict, standard, generous] = [
      await total('?preset=strict'),
      await total('?preset=standard'),
      await total('?preset=generous'),
    ];
    expect(standard).toBe(await total(''));
    expect(strict).toBeGreaterThan(0);
    expect(strict).toBeLessThanOrEqual(standard);
    expect(standard).toBeLessThanOrEqual(generous);
    const named = await api.call('GET', `/runs/${runs.later}/screen-time?preset=generous`);
    expect(named.body).toMatchObject({ preset: { name: 'generous', version: 1, gapToleranceSeconds: 2 } });
    const mixed = await api.call('GET', `/runs/${runs.later}/screen-time?preset=generous&minimumSightings=3`);
    expect(mixed.body).toMatchObject({ preset: { name: 'custom', gapToleranceSeconds: 2, minimumSightings: 3 } });
    const unknown = await api.call('GET', `/runs/${runs.later}/screen-time?preset=fair`);
    expect(unknown).toMatchObject({ status: 400, body: { code: 'screen-time.unknown-preset' } });
  });

  it('measures by other rules, and in a part of the video', async () => {
    const strict = await get<{ rows: Row[]; preset: unknown }>(
      `/runs/${runs.later}/screen-time?gapToleranceSeconds=0&minimumSightings=9`,
    );
    expect(strict.preset).toMatchObject({ name: 'custom', gapToleranceSeconds: 0, minimumSightings: 9 });
    const truth = measureScreenTime({
      ...makeUpAnalysis(SIZE),
      ...made.scan,
      preset: { ...standardPreset, gapToleranceSeconds: 0, minimumSightings: 9 },
    });
    const seconds = (rows: readonly { seconds: number }[]) => rows.map((row) => row.seconds.toFixed(6)).sort();
    expect(seconds(strict.rows)).toEqual(seconds([...truth.identities, truth.unattributed]));

    const halves = await Promise.all(
      ['toSeconds=31', 'fromSeconds=31'].map((query) =>
        get<{ rows: Row[]; faceVisibleSeconds: number }>(`/runs/${runs.later}/screen-time?${query}`),
      ),
    );
    const whole = await get<{ rows: Row[]; faceVisibleSeconds: number }>(`/runs/${runs.later}/screen-time`);
    const sum = (of: (table: { rows: Row[]; faceVisibleSeconds: number }) => number) =>
      halves.reduce((total, half) => total + of(half), 0);
    expect(sum((half) => half.faceVisibleSeconds)).toBeCloseTo(whole.faceVisibleSeconds, 6);
    for (const row of whole.rows) {
      const same = (each: Row) => JSON.stringify(each.identities) === JSON.stringify(row.identities);
      expect(sum((half) => half.rows.find(same)?.seconds ?? 0)).toBeCloseTo(row.seconds, 6);
    }
  });

  it('says who is visible together', async () => {
    const { subjects, pairs } = await get<{
      subjects: { identities: number[]; seconds: number }[];
      pairs: { a: number; b: number; seconds: number }[];
    }>(`/runs/${runs.later}/co-appearance`);
    expect(subjects).toHaveLength(3);
    expect(pairs).toHaveLength(3);
    for (const { a, b, seconds } of pairs) {
      expect(seconds).toBeLessThanOrEqual(Math.min(subjects[a]?.seconds ?? 0, subjects[b]?.seconds ?? 0) + 1e-9);
      // Everybody is in every shot from the third analysed frame on.
      expect(seconds).toBeGreaterThan(60);
    }
  });

  it('compares two runs', async () => {
    const same = await get<{ rows: { matchedBy: string; difference: number }[]; settings: unknown[] }>(
      `/runs/${runs.earlier}/comparison?other=${runs.later}`,
    );
    expect(same.rows.map(({ matchedBy }) => matchedBy).sort()).toEqual(['name', 'time', 'time']);
    expect(same.rows.map(({ difference }) => difference)).toEqual([0, 0, 0]);
    expect(same.settings).toEqual([]);
    expect(await api.call('GET', `/runs/${runs.earlier}/comparison?other=${runs.stranger}`)).toMatchObject({
      status: 400,
      body: { code: 'runs.different-episodes' },
    });
  });

  it('activates and deletes runs, and refuses both where it would lie', async () => {
    for (const [method, route] of [
      ['POST', `/runs/${runs.unfinished}/activate`],
      ['DELETE', `/runs/${runs.later}`],
      ['GET', `/runs/${runs.unfinished}/tracks`],
      ['GET', `/runs/${runs.unfinished}/screen-time`],
    ] as const) {
      const { status, body } = await api.call(method, route);
      expect([route, status, (body as { code: string }).code]).toEqual([route, 409, 'runs.wrong-state']);
    }
    const activated = await api.call('POST', `/runs/${runs.earlier}/activate`);
    expect(activated).toMatchObject({ status: 200, body: { isActive: true } });
    const prefix = `artifacts/crops/rhobh/s01/e01/${runs.later}/`;
    expect((await api.services.blobs.list(prefix, { pageSize: 1 })).blobs).toHaveLength(1);
    expect((await api.call('DELETE', `/runs/${runs.later}`)).status).toBe(200);
    expect((await api.services.blobs.list(prefix, { pageSize: 1 })).blobs).toHaveLength(0);
    expect((await api.call('GET', `/runs/${runs.later}`)).status).toBe(404);
    expect((await api.call('GET', `/runs/${runs.earlier}/artifacts/run.json`)).status).toBe(200);
  });
});
