/** Videos that have arrived, over HTTP: looked at, rejected, replaced, the same twice, made playable. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toJson } from '../adapters/database/column-values.ts';
import { findFfmpeg } from '../adapters/frames/locate-ffmpeg.ts';
import { composeFrames, composeTranscoder } from './compose.ts';
import { readConfig } from './config.ts';
import type { Episode } from './contract/episodes.ts';
import type { Thumbnails } from './contract/videos.ts';
import { sha256Of, startUploadTrial, type UploadTrial } from './features/uploads/upload-trial.test-support.ts';
import { makeProxy } from './features/videos/make-proxy.ts';
import { removeUnusedVideos } from './features/videos/remove-unused-videos.ts';
import { createVideoFiles } from './jobs/video-files.ts';

const run = promisify(execFile);
const TOMORROW = new Date(Date.now() + 25 * 3600_000);

describe('videos', () => {
  let trial: UploadTrial;
  beforeAll(async () => {
    trial = await startUploadTrial();
  });
  afterAll(() => trial?.close());
  const call: UploadTrial['api']['call'] = (...request) => trial.api.call(...request);
  const videoOf = async (id: string): Promise<Episode['video']> =>
    ((await call('GET', `/episodes/${id}`)).body as Episode).video;
  const keyOf = async (id: string): Promise<string> => {
    const { queries } = trial.api.services.database;
    return (await queries.selectFrom('videos').select('blob_key').where('id', '=', id).executeTakeFirstOrThrow())
      .blob_key;
  };

  it('that are none are rejected, with the reason in words', async () => {
    const episodeId = await trial.newEpisode();
    const content = Buffer.from('Dear diary, this is a text.\n'.repeat(1000));
    await trial.upload(episodeId, { fileName: 'diary.mp4', content });
    const video = await videoOf(episodeId);
    expect(video).toMatchObject({ state: 'rejected', reason: expect.stringMatching(/^diary\.mp4 is not a video/) });
    expect(video?.reason).not.toContain(path.sep);
    expect(await call('GET', `/episodes/${episodeId}/playback`)).toMatchObject({ status: 404 });
    // It is nobody's video: another one may come.
    await trial.upload(episodeId, { fileName: 'right.mp4', content: await trial.video() });
    expect(await videoOf(episodeId)).toMatchObject({ state: 'ready', fileName: 'right.mp4' });
  });

  it('that are not what their sender had are rejected', async () => {
    const episodeId = await trial.newEpisode();
    const content = await trial.video();
    await trial.upload(episodeId, { fileName: 'x.mp4', content }, { sha256: '0'.repeat(64) });
    expect(await videoOf(episodeId)).toMatchObject({ state: 'rejected', reason: expect.stringContaining('SHA-256') });
  });

  it.each([
    ['long.mp4', ['color=s=16x16:r=1/100:d=43300', '-c:v', 'mpeg4'], 'longer than 12 hours'],
    ['large.avi', ['color=s=8300x4400:r=1:d=1', '-c:v', 'mjpeg'], '8300×4400'],
    ['sound.mp4', ['aevalsrc=0:d=1', '-c:a', 'aac'], 'only sound'],
  ])('that would keep the machine busy for nothing are rejected: %s', async (fileName, [source = '', ...args], why) => {
    const file = path.join(trial.folder, fileName);
    await run((await findFfmpeg()).ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', source, ...args, file]);
    const episodeId = await trial.newEpisode();
    await trial.upload(episodeId, { fileName, content: await readFile(file) });
    expect(await videoOf(episodeId)).toMatchObject({ state: 'rejected', reason: expect.stringContaining(why) });
  });

  it('with the same content are named, and both stay', async () => {
    const content = await trial.video();
    const [first, second, third] = [await trial.newEpisode(), await trial.newEpisode(), await trial.newEpisode()];
    await trial.upload(first, { fileName: 'one.mp4', content });
    await trial.upload(second, { fileName: 'two.mp4', content });
    const found = await call('GET', `/videos/${(await videoOf(second))?.id}/duplicates`);
    expect(found.body).toEqual({
      items: [{ videoId: (await videoOf(first))?.id, episodeId: first, fileName: 'one.mp4', bytes: content.length }],
    });
    const wanted = { episodeId: third, fileName: 'three.mp4', bytes: content.length, sha256: sha256Of(content) };
    const { duplicates } = (await call('POST', '/uploads', wanted)).body as { duplicates: { episodeId: string }[] };
    expect(duplicates.map(({ episodeId }) => episodeId)).toEqual([first, second]);
    const alone = await call('GET', '/videos/00000000-0000-4000-8000-000000000000/duplicates');
    expect(alone).toMatchObject({ status: 404, body: { code: 'videos.not-found' } });
  });

  it('are replaced only if asked, by good ones, and stay while runs were made of them', async () => {
    const { database, blobs } = trial.api.services;
    const episodeId = await trial.newEpisode();
    const one = { fileName: 'one.mp4', content: await trial.video() };
    await trial.upload(episodeId, one);
    const first = (await videoOf(episodeId))?.id ?? '';
    const request = { episodeId, fileName: 'two.mp4', bytes: 1000 };
    expect(await call('POST', '/uploads', request)).toMatchObject({ status: 409, body: { code: 'videos.exists' } });

    await trial.upload(episodeId, { fileName: 'bad.mp4', content: Buffer.from('no video') }, { replace: true });
    expect(await videoOf(episodeId)).toMatchObject({ id: first, state: 'ready' });
    await trial.upload(episodeId, { fileName: 'two.mkv', content: await trial.video() }, { replace: true });
    const second = (await videoOf(episodeId))?.id ?? '';
    await trial.upload(episodeId, { fileName: 'three.mp4', content: await trial.video() }, { replace: true });
    const { body } = await call('GET', `/episodes/${episodeId}/videos`);
    const listed = (body as { items: { fileName: string; isCurrent: boolean; state: string }[] }).items;
    expect(listed.map(({ fileName, isCurrent, state }) => [fileName, isCurrent, state])).toEqual([
      ['three.mp4', true, 'ready'],
      ['two.mkv', false, 'ready'],
      ['bad.mp4', false, 'rejected'],
      ['one.mp4', false, 'ready'],
    ]);
    expect(await keyOf(first)).toMatch(/^raw\/videos\/up\/s01\/e\d\d\/episode\.mp4$/);
    expect(await keyOf(second)).toMatch(/^raw\/videos\/up\/s01\/e\d\d\/v3\/episode\.mkv$/);

    await database.queries
      .insertInto('runs')
      .values({
        episode_id: episodeId,
        video_id: first,
        number: 1,
        profile: 'fast',
        config: '{}' as never,
        program_version: '1',
        state: 'queued',
        requested_by: 'local',
      })
      .execute();
    expect(await removeUnusedVideos(trial.api.services, new Date())).toBe(0);
    const keptKey = await keyOf(first);
    const goneKey = await keyOf(second);
    expect(await removeUnusedVideos(trial.api.services, TOMORROW)).toBeGreaterThanOrEqual(2);
    const left = (await call('GET', `/episodes/${episodeId}/videos`)).body as { items: { fileName: string }[] };
    expect(left.items.map(({ fileName }) => fileName)).toEqual(['three.mp4', 'one.mp4']);
    expect((await blobs.head(keptKey)).bytes).toBe(one.content.length);
    await expect(blobs.head(goneKey)).rejects.toMatchObject({ code: 'blobs.not-found' });
  });

  it('are refused by name, type and size before a byte is sent', async () => {
    const episodeId = await trial.newEpisode();
    const begin = (request: object) =>
      call('POST', '/uploads', { episodeId, fileName: 'x.mp4', bytes: 1000, ...request });
    for (const [request, status, code] of [
      [{ fileName: 'x.txt' }, 400, 'uploads.wrong-type'],
      [{ fileName: 'mp4' }, 400, 'uploads.wrong-type'],
      [{ contentType: 'text/html' }, 400, 'uploads.wrong-type'],
      [{ fileName: '../x.mp4' }, 400, 'request.invalid'],
      [{ fileName: 'a\\x.mp4' }, 400, 'request.invalid'],
      [{ bytes: 0 }, 400, 'request.invalid'],
      [{ bytes: 200 * 1024 ** 3 + 1 }, 413, 'uploads.too-large'],
      [{ episodeId: 'nobody-s01e01' }, 404, 'episodes.not-found'],
    ] as const) {
      expect([request, await begin(request)]).toMatchObject([request, { status, body: { code } }]);
    }
    // The largest that is taken, in no more parts than the storage takes.
    const { body } = await begin({ bytes: 200 * 1024 ** 3, contentType: 'application/octet-stream' });
    expect(body).toMatchObject({ partBytes: 32 * 1024 ** 2, partCount: 6400 });
  });

  it('that browsers cannot play get a rendition that they can', async () => {
    const episodeId = await trial.newEpisode();
    await trial.upload(episodeId, { fileName: 'x.mkv', content: await trial.video() });
    const { id: videoId = '' } = (await videoOf(episodeId)) ?? {};
    const config = readConfig();
    const workDirectory = path.join(trial.folder, 'work');
    const { blobs } = trial.api.services;
    const parts = {
      ...trial.api.services,
      files: createVideoFiles({ blobs, directory: path.join(trial.folder, 'videos') }),
      frames: await composeFrames(config),
      transcoder: await composeTranscoder(config),
      workDirectory,
    };
    const progress: [number, number | null][] = [];
    const signal = new AbortController().signal;
    const onProgress = (done: number, total: number | null) => progress.push([done, total]);
    const key = await makeProxy(parts, { videoId, signal, onProgress });
    expect(key).toMatch(/^raw\/videos\/up\/s01\/e\d\d\/proxy\.mp4$/);
    expect(progress.at(-1)).toEqual([1, 1]);
    expect(await makeProxy(parts, { videoId, signal })).toBe(key);
    expect((await call('GET', `/episodes/${episodeId}/playback`)).body).toMatchObject({
      isProxy: true,
      isPlayable: true,
      contentType: 'video/mp4',
      url: expect.stringContaining('/proxy.mp4'),
    });
    expect(await videoOf(episodeId)).toMatchObject({ hasProxy: true });
    expect(await readdir(workDirectory)).toEqual([]);
    const stopped = makeProxy(parts, { videoId: (await videoOf(await rejected()))?.id ?? '', signal });
    await expect(stopped).rejects.toMatchObject({ code: 'videos.wrong-state' });
  });

  it('get thumbnails and a poster, of themselves or on demand, which go with them', async () => {
    const { database, blobs, startThumbnails } = trial.api.services;
    const thumbnailsOf = (episodeId: string) => call('GET', `/episodes/${episodeId}/thumbnails`);
    const episodeId = await trial.newEpisode();
    const content = await trial.video();
    await trial.upload(episodeId, { fileName: 'one.mp4', content });
    const { id: videoId = '' } = (await videoOf(episodeId)) ?? {};
    await thumbnailsMade(videoId);
    const made = (await thumbnailsOf(episodeId)).body as Thumbnails;
    expect(made).toMatchObject({ intervalSeconds: 1, width: 160, height: 90, columns: 10 });
    expect(made.sheets).toEqual([{ url: expect.stringContaining('/sheet-001.webp'), count: made.count }]);
    const sheet = await fetch(made.sheets[0]?.url ?? '');
    expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const { poster_key } = await rowOf(videoId);
    expect(poster_key).toMatch(new RegExp(`^artifacts/thumbs/up/s01/e\\d\\d/${videoId}/poster\\.jpg$`));
    expect(await blobs.head(poster_key ?? '')).toMatchObject({ contentType: 'image/jpeg' });

    // One that was taken in before there were thumbnails.
    const older = await trial.newEpisode();
    await trial.upload(older, { fileName: 'old.txt.mp4', content: Buffer.from('none') });
    expect(await thumbnailsOf(older)).toMatchObject({ status: 404, body: { code: 'videos.not-found' } });
    const id = await addOlderVideo(older, videoId);
    expect(await thumbnailsOf(older)).toMatchObject({ status: 200, body: null });
    await thumbnailsMade(id);
    expect((await thumbnailsOf(older)).body).toMatchObject({ count: made.count });
    // Asking once more makes nothing new.
    await startThumbnails(await rowOf(id));
    expect((await trial.api.services.jobs.get(`thumbnails-${id}`))?.state).toBe('done');

    await trial.upload(episodeId, { fileName: 'two.mp4', content: await trial.video() }, { replace: true });
    expect(await removeUnusedVideos({ database, blobs }, TOMORROW)).toBeGreaterThanOrEqual(1);
    await expect(blobs.head(poster_key ?? '')).rejects.toMatchObject({ code: 'blobs.not-found' });
  });

  const rowOf = (id: string) => {
    const { queries } = trial.api.services.database;
    return queries.selectFrom('videos').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  };
  /** A checked video of an episode that nothing has been made of, with the content of another. */
  async function addOlderVideo(episodeId: string, from: string): Promise<string> {
    const { database, blobs } = trial.api.services;
    const { id: _, thumbnails: _none, poster_key: _neither, probe, ...row } = await rowOf(from);
    const blob_key = `raw/videos/up/s99/e99/${episodeId}.mp4`;
    await blobs.copy(row.blob_key, blob_key);
    const values = { ...row, episode_id: episodeId, blob_key, probe: toJson(probe) };
    return (await database.queries.insertInto('videos').values(values).returning('id').executeTakeFirstOrThrow()).id;
  }
  /** Waits until the thumbnails of a video are made. */
  async function thumbnailsMade(videoId: string): Promise<void> {
    const { jobs } = trial.api.services;
    const stop = new AbortController();
    const changes = await jobs.watch(stop.signal);
    const isDone = async () => (await jobs.get(`thumbnails-${videoId}`))?.state === 'done';
    if (await isDone()) return stop.abort();
    for await (const _ of changes) if (await isDone()) return stop.abort();
  }

  async function rejected(): Promise<string> {
    const episodeId = await trial.newEpisode();
    await trial.upload(episodeId, { fileName: 'none.mp4', content: Buffer.from('none') });
    return episodeId;
  }
});
