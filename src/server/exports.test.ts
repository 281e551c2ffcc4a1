/** Exports of a finished run over HTTP and on the command line: the same intervals, the same bytes, the table's numbers. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCli } from '../../fixtures/end-to-end/run-cli.test-support.ts';
import { writeMadeUpResult } from '../../fixtures/made-up-result/write-made-up-result.ts';
import { startTestApi, type TestApi } from './api-server.test-support.ts';
import type { ExportFile, ExportFormat } from './contract/exports.ts';
import type { ScreenTimeTable } from './contract/screen-time.ts';
import { publishRun } from './features/runs/publish/publish-run.ts';
import { openStores } from './results/open-stores.test-support.ts';
import { addRunningRun } from './results/sample-run.test-support.ts';

const SIZE = { shots: 12, tracksPerShot: 4, facesPerTrack: 2, dimensions: 16, names: ['Zoë Ångström', '=mira', null] };

describe('exports', () => {
  let api: TestApi;
  let directory: string;
  let folder: string;
  let run: string;
  let unfinished: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'screenalytics-exports-'));
    folder = path.join(directory, 'result');
    await writeMadeUpResult(folder, SIZE);
    const stores = await openStores(directory);
    const { queries } = stores.database;
    run = (await addRunningRun(queries, { show: 'office', person: 'Zoë Ångström' })).runId;
    await queries.insertInto('people').values({ show_id: 'office', name: '=mira' }).execute();
    await publishRun(stores, { runId: run, folder, signal: new AbortController().signal });
    await queries.updateTable('shows').set({ title: 'Das Büro 部長' }).where('id', '=', 'office').execute();
    unfinished = (await addRunningRun(queries, { show: 'office' })).runId;
    const cancelled = { state: 'cancelled' as const, finished_at: new Date() };
    await queries.updateTable('runs').set(cancelled).where('id', '=', unfinished).execute();
    await stores.close();
    api = await startTestApi({ SCREENALYTICS_DATA_DIR: directory });
  });
  afterAll(async () => {
    await api?.close();
    await rm(directory, { recursive: true, force: true });
  });

  const download = (format: string, query = '') => fetch(`${api.url}/runs/${run}/exports/${format}${query}`);
  const table = async (query = ''): Promise<ScreenTimeTable> =>
    (await api.call('GET', `/runs/${run}/screen-time${query}`)).body as ScreenTimeTable;
  async function formats(): Promise<ExportFormat[]> {
    return ((await api.call('GET', '/exports/formats')).body as { items: ExportFormat[] }).items;
  }

  it('are listed with what they are good for', async () => {
    const items = await formats();
    expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(['csv', 'json', 'vtt', 'edl', 'mot']));
    for (const { extension, contentType, purpose } of items) {
      expect([extension, contentType, purpose].every((text) => text.length > 2)).toBe(true);
    }
  });

  it('say what the table says, by whatever rules', async () => {
    for (const query of ['', '?gapToleranceSeconds=0', '?minimumSightings=9&fromSeconds=5&toSeconds=17.5']) {
      const answer = await download('json', query);
      expect(answer.status).toBe(200);
      const { rows } = (await answer.json()) as ScreenTimeTable;
      const { rows: expected } = await table(query);
      expect(rows).toEqual(expected);
    }
    const csv = parse(await (await download('csv', '?preset=standard')).text(), { columns: true }) as {
      seconds: string;
    }[];
    expect(csv.map(({ seconds }) => seconds)).toEqual((await table()).rows.map(({ seconds }) => seconds.toFixed(3)));
  });

  it('come as downloads with names in any script, each said to be what it is', async () => {
    for (const { name, extension, contentType, made } of await formats()) {
      if (made === 'by-job') continue;
      const answer = await download(name);
      expect([name, answer.status, answer.headers.get('content-type')]).toEqual([name, 200, contentType]);
      expect(answer.headers.get('content-disposition')).toBe(
        `attachment; filename="Das B_ro __ S01E01 screen time.${extension}"; filename*=UTF-8''Das%20B%C3%BCro%20%E9%83%A8%E9%95%B7%20S01E01%20screen%20time.${extension}`,
      );
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
  });

  it('are refused before anything is sent', async () => {
    const cases: [string, number, string][] = [
      [`/runs/${run}/exports/wav`, 400, 'request.invalid'],
      [`/runs/${run}/exports/csv?gapToleranceSeconds=much`, 400, 'request.invalid'],
      [`/runs/${run}/exports/csv?preset=lenient`, 400, 'screen-time.unknown-preset'],
      [`/runs/${run}/exports/csv?fromSeconds=9&toSeconds=8`, 400, 'request.invalid'],
      [`/runs/${run}/exports/csv?fromSeconds=5000`, 400, 'exports.empty-range'],
      [`/runs/${run}/exports/edl?startTimecode=01:00:00:25`, 400, 'exports.bad-timecode'],
      ['/runs/00000000-0000-4000-8000-000000000000/exports/csv', 404, 'runs.not-found'],
      [`/runs/${unfinished}/exports/csv`, 409, 'runs.wrong-state'],
    ];
    for (const [route, status, code] of cases) {
      expect([route, await api.call('GET', route)]).toMatchObject([route, { status, body: { code } }]);
    }
  });

  async function ended(id: string): Promise<ExportFile> {
    return await vi.waitFor(
      async () => {
        const file = (await api.call('GET', `/exports/${id}`)).body as ExportFile;
        expect(['done', 'failed', 'cancelled']).toContain(file.state);
        return file;
      },
      { timeout: 60_000, interval: 100 },
    );
  }

  it('that take a while are made by a job, listed, fetched and deleted', async () => {
    expect(await api.call('GET', `/runs/${run}/exports/pdf`)).toMatchObject({ status: 409 });
    const begun = await api.call('POST', `/runs/${run}/exports`, { format: 'pdf', fromSeconds: 2 });
    expect(begun).toMatchObject({
      status: 200,
      body: { format: 'pdf', options: { fromSeconds: 2 }, requestedBy: 'You' },
    });
    const file = await ended((begun.body as ExportFile).id);
    expect(file).toMatchObject({ state: 'done', reason: null, fileName: 'Das Büro 部長 S01E01 screen time.pdf' });
    const fetched = await fetch(file.url ?? '');
    expect(fetched.headers.get('content-type')).toBe('application/pdf');
    const bytes = new Uint8Array(await fetched.arrayBuffer());
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([file.bytes, file.sha256]);
    expect(await api.call('GET', `/runs/${run}/exports`)).toMatchObject({ body: { items: [{ id: file.id }] } });
    expect(await api.call('POST', `/exports/${file.id}/cancel`)).toMatchObject({ status: 409 });
    expect((await api.call('DELETE', `/exports/${file.id}`)).status).toBe(200);
    expect((await fetch(file.url ?? '')).status).toBe(404);
    expect(await api.call('GET', `/exports/${file.id}`)).toMatchObject({
      status: 404,
      body: { code: 'exports.not-found' },
    });
  });

  it('that cannot be made say why, and those that nobody wants any more are stopped', async () => {
    // The made-up run's video is not in the storage.
    const clip = { format: 'mp4', fromSeconds: 1, toSeconds: 3 };
    const failed = await ended(((await api.call('POST', `/runs/${run}/exports`, clip)).body as ExportFile).id);
    expect(failed).toMatchObject({ state: 'failed', url: null, reason: expect.stringMatching(/\w/) });
    await api.call('POST', '/queues/media/pause');
    const { id } = (await api.call('POST', `/runs/${run}/exports`, { format: 'pdf' })).body as ExportFile;
    expect(await api.call('GET', `/exports/${id}`)).toMatchObject({
      body: { state: 'waiting', reason: expect.any(String) },
    });
    expect(await api.call('POST', `/exports/${id}/cancel`)).toMatchObject({
      status: 200,
      body: { state: 'cancelled' },
    });
    await api.call('POST', '/queues/media/resume');
    // Also when the queue has forgotten it, as this one does with its process.
    await api.close();
    api = await startTestApi({ SCREENALYTICS_DATA_DIR: directory });
    expect(await api.call('GET', `/exports/${id}`)).toMatchObject({
      body: { state: 'cancelled', reason: expect.stringMatching(/^Cancelled by /), finishedAt: expect.any(String) },
    });
    for (const each of [failed.id, id]) expect((await api.call('DELETE', `/exports/${each}`)).status).toBe(200);
    expect(await api.call('GET', `/runs/${run}/exports`)).toMatchObject({ body: { items: [] } });
  });

  it('are the same from a result folder, without a server', async () => {
    for (const name of ['intervals-csv', 'vtt', 'edl', 'mot']) {
      const file = path.join(directory, `out.${name}`);
      const made = await runCli(['export', folder, '--format', name, '--out', file, '--start-timecode', '10:00:00:00']);
      expect(made).toMatchObject({ code: 0, stderr: '' });
      const stored = await (await download(name, '?startTimecode=10:00:00:00')).text();
      // The server knows the run and the show.
      const anonymous = (text: string) => text.replace(/ from run \S+/, '').replace(/^TITLE: .*$/m, 'TITLE');
      expect(anonymous(await readFile(file, 'utf8'))).toBe(anonymous(stored));
    }
  });

  it('are named after the video where no name is given, and go to standard output where asked', async () => {
    expect(await runCli(['export', folder, '--format', 'csv'])).toMatchObject({ code: 0 });
    expect(await readdir(folder)).toContain('episode screen time.csv');
    const piped = await runCli(['export', folder, '--format', 'csv', '--out', '-', '--to', '0:05']);
    expect(piped.stdout).toMatch(/^identity,name,seconds,/);
  });

  it('say on the command line what is wrong, in one line', async () => {
    for (const [args, complaint] of [
      [['--format', 'wav'], /Allowed choices are csv/],
      [[], /required option '--format/],
      [['--format', 'csv', '--from', 'noon'], /"noon" is no time/],
      [['--format', 'csv', '--gap-tolerance', '-1'], /--gap-tolerance cannot be used/],
      [['--format', 'csv', '--from', '9999'], /The video ends at/],
    ] as const) {
      const ended = await runCli(['export', folder, ...args]);
      expect([ended.code, ended.stderr]).toEqual([2, expect.stringMatching(complaint)]);
    }
    const nowhere = await runCli(['export', path.join(directory, 'nothing'), '--format', 'csv']);
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no result folder') });
  });
});
