/** Forgetting, keeping and watching over HTTP: what admins ask for, on a server with results. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeMadeUpResult } from '../../fixtures/made-up-result/write-made-up-result.ts';
import { artifactKey } from '../adapters/blobs/object-layout.ts';
import { toJson } from '../adapters/database/column-values.ts';
import { startTestApi, type TestApi } from './api-server.test-support.ts';
import type { AuditEntry } from './contract/audit.ts';
import type { Certificate, Forgetting } from './contract/privacy.ts';
import type { RetentionRule } from './contract/retention.ts';
import { applyRules } from './features/retention/apply-rules.ts';
import { publishRun } from './features/runs/publish/publish-run.ts';
import { openStores } from './results/open-stores.test-support.ts';
import { readDoneRun } from './results/run-place.ts';
import { addRunningRun } from './results/sample-run.test-support.ts';

const SIZE = { shots: 4, tracksPerShot: 4, facesPerTrack: 2, dimensions: 16, names: ['Mira', null, null] };
const DAY_MS = 86_400_000;

describe('privacy', () => {
  let api: TestApi;
  let directory: string;
  let mira: string;
  /** Of one episode; the later one is shown. */
  let runs: { earlier: string; later: string };

  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'screenalytics-privacy-api-'));
    const folder = path.join(directory, 'result');
    await writeMadeUpResult(folder, SIZE);
    const stores = await openStores(directory);
    const { queries } = stores.database;
    const never = new AbortController().signal;
    const earlier = await addRunningRun(queries, { show: 'rhobh', person: 'Mira' });
    await publishRun(stores, { runId: earlier.runId, folder, signal: never });
    const later = await addRunningRun(queries, { show: 'rhobh' });
    await publishRun(stores, { runId: later.runId, folder, signal: never });
    await stores.close();
    mira = earlier.personId ?? '';
    runs = { earlier: earlier.runId, later: later.runId };
    api = await startTestApi({ SCREENALYTICS_DATA_DIR: directory });
  });
  afterAll(async () => {
    await api.close();
    await rm(directory, { recursive: true, force: true });
  });

  async function ask<Body>(method: string, route: string, body?: unknown): Promise<Body> {
    const answer = await api.call(method, route, body);
    expect([answer.status, answer.status === 200 ? null : answer.body]).toEqual([200, null]);
    return answer.body as Body;
  }
  const audit = async (query = ''): Promise<{ items: AuditEntry[]; total: number }> => ask('GET', `/audit?${query}`);
  const actions = async (query = ''): Promise<string[]> => (await audit(query)).items.map(({ action }) => action);

  describe('how long things are kept', () => {
    const set = (kind: string, days: number | null) => ask('PUT', `/retention/${kind}`, { days });
    const wouldGo = async (kind: string) =>
      (await ask<{ items: RetentionRule[] }>('GET', '/retention')).items.find((each) => each.kind === kind)?.wouldGo;
    const apply = () =>
      applyRules(api.services, {
        signal: new AbortController().signal,
        onFault: (error) => {
          throw error;
        },
      });
    const longAgo = new Date(Date.now() - 40 * DAY_MS);

    it('is for good unless somebody says otherwise', async () => {
      const { items } = await ask<{ items: RetentionRule[] }>('GET', '/retention');
      expect(items).toHaveLength(7);
      for (const rule of items) expect(rule).toMatchObject({ days: null, changedBy: null, wouldGo: { count: 0 } });
      expect(await apply()).toEqual({});
      expect((await api.call('PUT', '/retention/exports', { days: 0 })).status).toBe(400);
      expect((await api.call('PUT', '/retention/people', { days: 1 })).status).toBe(400);
    });

    it('says before what would go, removes that and no more, and writes it down', async () => {
      const { queries } = api.services.database;
      const { place, videoId } = await readDoneRun(queries, runs.later);
      const keyOf = (id: string): string => artifactKey('analytics', place, `exports/${id}.csv`);
      const [old, fresh] = [randomUUID(), randomUUID()];
      for (const [id, at] of [
        [old, longAgo],
        [fresh, new Date()],
      ] as const) {
        await api.services.blobs.put(keyOf(id), Buffer.from('identity,name\n'));
        const row = { id, run_id: runs.later, format: 'csv', options: toJson({}), state: 'done' as const, bytes: 14 };
        await queries
          .insertInto('exports')
          .values({ ...row, blob_key: keyOf(id), requested_by: 'You', finished_at: at })
          .execute();
        const line = { run_id: runs.later, level: 'info' as const, message: `At ${at.toISOString()}.` };
        await queries
          .insertInto('run_log')
          .values({ ...line, at })
          .execute();
      }
      const preview = await ask<object>('GET', '/retention/exports/preview?days=30');
      expect(preview).toEqual({ count: 1, bytes: 14 });
      expect(await ask<object>('GET', '/retention/exports/preview?days=50')).toEqual({ count: 0, bytes: 0 });
      await set('exports', 30);
      await set('run-logs', 30);
      expect(await wouldGo('exports')).toEqual({ count: 1, bytes: 14 });
      expect(await wouldGo('run-logs')).toEqual({ count: 1, bytes: null });

      const folders = path.join(directory, 'analyses');
      for (const name of [videoId, `${videoId}.cast`, 'notes']) {
        await mkdir(path.join(folders, name), { recursive: true });
        await writeFile(path.join(folders, name, 'file'), 'kept');
      }
      await set('work-folders', 30);
      expect(await wouldGo('work-folders')).toEqual({ count: 0, bytes: 0 });
      await queries.updateTable('runs').set({ finished_at: longAgo }).execute();
      expect(await wouldGo('work-folders')).toEqual({ count: 2, bytes: 8 });

      expect(await apply()).toEqual({ exports: 1, 'run-logs': 1, 'work-folders': 2 });
      expect(await apply()).toEqual({});
      expect(await queries.selectFrom('exports').select('id').execute()).toEqual([{ id: fresh }]);
      await expect(api.services.blobs.head(keyOf(old))).rejects.toMatchObject({ code: 'blobs.not-found' });
      expect((await api.services.blobs.head(keyOf(fresh))).bytes).toBe(14);
      expect(await readdir(folders)).toEqual(['notes']);
      expect(await actions('action=retention.')).toEqual([
        ...Array(3).fill('retention.apply'),
        ...Array(3).fill('retention.change'),
      ]);
      const [applied] = (await audit('actor=retention&subject=exports')).items;
      expect(applied).toMatchObject({ actor: { id: 'retention', name: null }, detail: { removed: 1, days: 30 } });
    });

    it('takes pictures and embeddings of runs that are not shown, and leaves their seconds', async () => {
      const table = () => ask<{ rows: { seconds: number }[] }>('GET', `/runs/${runs.earlier}/screen-time`);
      const before = await table();
      const shown = await ask<{ items: unknown[] }>('GET', `/runs/${runs.later}/faces`);
      await set('inactive-evidence', 30);
      // 2 faces in each of 16 tracks, and two matrices.
      expect(await wouldGo('inactive-evidence')).toEqual({ count: 34, bytes: expect.any(Number) });
      expect(await apply()).toEqual({ 'inactive-evidence': 1 });
      expect(await apply()).toEqual({});
      expect((await table()).rows.map(({ seconds }) => seconds)).toEqual(before.rows.map(({ seconds }) => seconds));
      const { items } = await ask<{ items: { cropUrl: string | null }[] }>('GET', `/runs/${runs.earlier}/faces`);
      expect(new Set(items.map(({ cropUrl }) => cropUrl))).toEqual(new Set([null]));
      const left = await api.services.database.queries
        .selectFrom('face_embeddings')
        .select('run_id')
        .distinct()
        .execute();
      expect(left).toEqual([{ run_id: runs.later }]);
      expect((await ask<{ items: unknown[] }>('GET', `/runs/${runs.later}/faces`)).items).toHaveLength(
        shown.items.length,
      );
      await set('inactive-evidence', null);
    });

    it('puts a rendition in the place of the video it was made of', async () => {
      const { queries } = api.services.database;
      const { videoId } = await readDoneRun(queries, runs.later);
      const keys = {
        blob_key: 'raw/videos/rhobh/s01/e01/episode.mkv',
        proxy_key: 'raw/videos/rhobh/s01/e01/proxy.mp4',
      };
      for (const key of Object.values(keys)) await api.services.blobs.put(key, Buffer.from(`content of ${key}`));
      await queries
        .updateTable('videos')
        .set({ ...keys, created_at: longAgo, bytes: 49 })
        .where('id', '=', videoId)
        .execute();
      await set('replaced-originals', 30);
      expect(await wouldGo('replaced-originals')).toEqual({ count: 1, bytes: 49 });
      expect(await apply()).toEqual({ 'replaced-originals': 1 });
      const video = await queries.selectFrom('videos').selectAll().where('id', '=', videoId).executeTakeFirstOrThrow();
      expect(video).toMatchObject({ blob_key: keys.proxy_key, proxy_key: null, bytes: 45 });
      await expect(api.services.blobs.head(keys.blob_key)).rejects.toMatchObject({ code: 'blobs.not-found' });
      await set('replaced-originals', null);
    });

    it('keeps the audit log whole unless there is a rule for it', async () => {
      const { queries } = api.services.database;
      const line = { actor: 'local', subject_type: 'show', subject_id: 'x', detail: toJson({}), at: longAgo };
      await queries
        .insertInto('audit_log')
        .values({ ...line, action: 'show.delete' })
        .execute();
      await expect(queries.deleteFrom('audit_log').execute()).rejects.toMatchObject({ code: 'database.append-only' });
      await set('audit-log', 39);
      expect(await wouldGo('audit-log')).toEqual({ count: 1, bytes: null });
      const { total } = await audit();
      expect(await apply()).toEqual({ 'audit-log': 1 });
      // One went, and that it did is written down.
      expect((await audit()).total).toBe(total);
      expect(await actions('action=show.delete')).toEqual([]);
    });
  });

  describe('forgetting', () => {
    const forget = (body: object) => api.call('POST', `/people/${mira}/forget`, body);

    it('says before what would be removed, and asks for the name', async () => {
      const preview = await ask<{ items: { kind: string; count: number }[] }>('GET', `/people/${mira}/traces`);
      expect(preview).toMatchObject({
        person: { id: mira, name: 'Mira' },
        runs: [{ episode: 'rhobh-s01e01', number: 1 }, { number: 2 }],
        waitsFor: [],
        isBegun: false,
      });
      const counts = Object.fromEntries(preview.items.map(({ kind, count }) => [kind, count]));
      // Those of the earlier run are gone already.
      expect(counts).toMatchObject({ person: 1, 'face-pictures': 8, 'face-embeddings': 8, exports: 1 });
      expect(await forget({ confirm: 'mira' })).toMatchObject({
        status: 400,
        body: { code: 'privacy.not-confirmed' },
      });
      expect(await forget({ confirm: 'Mira', reference: 'For Mira' })).toMatchObject({
        status: 400,
        body: { code: 'privacy.names-the-person' },
      });
      expect((await api.call('GET', `/people/${randomUUID()}/traces`)).status).toBe(404);
    });

    it('waits until no run has photographs in its hands', async () => {
      const { queries } = api.services.database;
      await queries
        .updateTable('runs')
        .set({ state: 'interrupted', reason: 'x', finished_at: null, is_active: false })
        .where('id', '=', runs.earlier)
        .execute();
      expect(await forget({ confirm: 'Mira' })).toMatchObject({ status: 409, body: { code: 'privacy.wrong-state' } });
      const { waitsFor } = await ask<{ waitsFor: unknown[] }>('GET', `/people/${mira}/traces`);
      expect(waitsFor).toMatchObject([{ id: runs.earlier, episode: 'rhobh-s01e01', number: 1 }]);
      await queries
        .updateTable('runs')
        .set({ state: 'done', reason: null, finished_at: new Date() })
        .where('id', '=', runs.earlier)
        .execute();
    });

    it('is done by a job, with a certificate that can be checked', async () => {
      // The matrices of the earlier run went by rule before.
      const { id } = await ask<{ id: string }>('POST', `/people/${mira}/forget`, {
        confirm: 'Mira',
        reference: 'Letter 7',
      });
      const find = async () =>
        (await ask<{ items: Forgetting[] }>('GET', '/privacy/certificates')).items.find((each) => each.id === id);
      await expect.poll(async () => (await find())?.state, { timeout: 60_000, interval: 200 }).toBe('done');
      expect(await find()).toMatchObject({
        number: 1,
        reference: 'Letter 7',
        leftovers: 0,
        reason: null,
        withVideos: false,
      });
      const issued = await ask<{ text: string; sha256: string; certificate: Certificate; html: string }>(
        'GET',
        `/privacy/certificates/${id}`,
      );
      expect(createHash('sha256').update(issued.text).digest('hex')).toBe(issued.sha256);
      expect(JSON.parse(issued.text)).toEqual(issued.certificate);
      expect(issued.certificate).toMatchObject({ requestedBy: { id: 'local' }, search: { found: [] } });
      expect(issued.html).toContain(issued.sha256);
      expect(issued.text + issued.html).not.toContain('Mira');
      expect((await api.call('GET', `/people/${mira}`)).status).toBe(404);
      expect(await forget({ confirm: 'Mira' })).toMatchObject({ status: 404, body: { code: 'people.not-found' } });
      const said = await audit('action=privacy.');
      expect(said.items).toMatchObject([
        { action: 'privacy.forgotten', subject: { type: 'certificate', id }, detail: { number: 1, leftovers: 0 } },
        { action: 'privacy.forget', actor: { id: 'local' }, detail: { number: 1, withVideos: false } },
      ]);
      expect((await api.call('POST', `/privacy/certificates/${id}/retry`)).status).toBe(409);
      expect((await api.call('GET', `/privacy/certificates/${randomUUID()}`)).status).toBe(404);
      const { rows } = await ask<{ rows: { subject: string; name: string | null }[] }>(
        'GET',
        `/runs/${runs.later}/screen-time`,
      );
      expect(rows.map(({ subject, name }) => [subject, name])).toEqual([
        ...Array(3).fill(['identity', null]),
        ['unattributed', null],
      ]);
    }, 120_000);
  });

  describe('who did what', () => {
    it('is found by who, what, when and on what, page by page', async () => {
      const download = await fetch(`${api.url}/runs/${runs.later}/exports/csv`);
      expect(download.status).toBe(200);
      await download.text();
      await ask('POST', `/runs/${runs.earlier}/activate`);
      await ask('DELETE', `/runs/${runs.later}`);
      const edit = { runId: runs.earlier, edits: [{ body: { kind: 'lock', identity: 2, locked: true } }] };
      await ask('POST', `/runs/${runs.earlier}/edits`, edit);
      expect((await actions()).slice(0, 4)).toEqual(
        expect.arrayContaining(['run.delete', 'run.activate', 'export.download']),
      );
      expect(await actions('action=edit.')).toEqual(['edit.lock']);
      const all = await audit('limit=200');
      expect(all.items).toHaveLength(all.total);
      const pages = await Promise.all([0, 3, 6].map((offset) => audit(`limit=3&offset=${offset}`)));
      expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(
        all.items.slice(0, 9).map(({ id }) => id),
      );
      const times = all.items.map(({ at }) => at);
      expect(times).toEqual(times.toSorted().reverse());
      expect(await actions(`subject=${runs.later}`)).toEqual(['run.delete', 'export.download']);
      expect(await actions('actor=local&action=run.')).toEqual(['run.delete', 'run.activate']);
      const [deleted] = (await audit('action=run.delete')).items;
      const at = encodeURIComponent(deleted?.at ?? '');
      expect(await actions(`action=run.&to=${at}`)).not.toContain('run.delete');
      expect(await actions(`action=run.&from=${at}`)).toContain('run.delete');
      expect((await api.call('GET', '/audit?from=yesterday')).status).toBe(400);
      const choices = await ask<{ actors: { id: string }[]; actions: string[] }>('GET', '/audit/choices');
      expect(choices.actors.map(({ id }) => id)).toEqual(expect.arrayContaining(['local', 'retention']));
      expect(choices.actions).toEqual([...new Set(all.items.map(({ action }) => action))].sort());
    });

    it('is taken away as a table', async () => {
      const response = await fetch(`${api.url}/audit.csv?action=run.`);
      expect(response.headers.get('content-disposition')).toContain('audit.csv');
      const [header, ...lines] = (await response.text()).trim().split('\n');
      expect(header).toBe('at,actor,name,action,subject_type,subject,detail');
      expect(lines.map((line) => line.split(',')[3])).toEqual(await actions('action=run.'));
      expect((await fetch(`${api.url}/audit.csv?from=x`)).status).toBe(400);
    });
  });
});
