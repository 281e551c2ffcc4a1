import { execFileSync } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Upload } from '../../contract/uploads.ts';
import { startUploadTrial, type UploadTrial, writeFileIn } from './upload-trial.test-support.ts';

describe('a file that is there already', () => {
  let trial: UploadTrial;
  beforeAll(async () => {
    trial = await startUploadTrial();
  });
  afterAll(() => trial?.close());
  const register = (body: object) => trial.api.call('POST', '/uploads/register', body);
  const videoOf = async (episodeId: string): Promise<unknown> => {
    await trial.api.services.background.settled();
    const { body } = await trial.api.call('GET', `/episodes/${episodeId}`);
    return (body as { video: unknown }).video;
  };
  const openUploads = async (): Promise<string[]> => {
    const open: string[] = [];
    for await (const { key } of trial.api.services.blobs.multipart.listOpen('raw/')) open.push(key);
    return open;
  };

  it('on the disk is copied and becomes a video', async () => {
    const episodeId = await trial.newEpisode();
    const content = await trial.video();
    const file = await writeFileIn(trial.folder, 'on disk.mp4', content);
    const { status, body } = await register({ episodeId, path: file });
    expect([status, body]).toEqual([200, expect.objectContaining({ state: 'completing', fileName: 'on disk.mp4' })]);
    expect(await videoOf(episodeId)).toMatchObject({ state: 'ready', bytes: content.length });
    expect((await trial.api.call('GET', `/uploads/${(body as Upload).id}`)).body).toMatchObject({ state: 'completed' });
    expect(await register({ episodeId, path: file })).toMatchObject({ status: 409, body: { code: 'videos.exists' } });
    expect(await openUploads()).toEqual([]);
  });

  it('in the storage is copied, or taken where it is when that is the place of the episode', async () => {
    const { blobs } = trial.api.services;
    const [copied, placed] = [await trial.newEpisode(), await trial.newEpisode()];
    const content = await trial.video();
    await blobs.put('raw/inbox/x.mp4', content);
    expect((await register({ episodeId: copied, key: 'raw/inbox/x.mp4' })).status).toBe(200);
    expect(await videoOf(copied)).toMatchObject({ state: 'ready', fileName: 'x.mp4' });
    expect((await blobs.head('raw/inbox/x.mp4')).bytes).toBe(content.length);

    const number = placed.slice(-2);
    const key = `raw/videos/up/s01/e${number}/here.mp4`;
    await blobs.put(key, content);
    expect((await register({ episodeId: placed, key })).status).toBe(200);
    expect(await videoOf(placed)).toMatchObject({ state: 'ready', fileName: 'here.mp4' });
    const { blobs: stored } = await blobs.list(`raw/videos/up/s01/e${number}/`);
    expect(stored.map((each) => each.key)).toEqual([key]);
    expect(await register({ episodeId: placed, key, replace: true })).toMatchObject({ status: 409 });
    expect(await openUploads()).toEqual([]);
  });

  it('is refused where it is none, or not ours to give', async () => {
    const episodeId = await trial.newEpisode();
    const folder = path.join(trial.folder, 'folder.mp4');
    await mkdir(folder);
    const pipe = path.join(trial.folder, 'pipe.mp4');
    execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', pipe]);
    const link = path.join(trial.folder, 'link.mp4');
    await symlink('/etc/passwd', link);
    const empty = await writeFileIn(trial.folder, 'empty.mp4', '');
    await trial.api.services.blobs.put('facebank/x/1_d.mp4', Buffer.from('x'));
    for (const [request, status, code] of [
      [{ path: '/nowhere/x.mp4' }, 404, 'files.not-found'],
      [{ path: 'x.mp4' }, 400, 'files.unusable'],
      [{ path: '../x.mp4' }, 400, 'files.unusable'],
      [{ path: folder }, 400, 'files.unusable'],
      [{ path: pipe }, 400, 'files.unusable'],
      [{ path: empty }, 400, 'files.unusable'],
      [{ path: '/etc/passwd' }, 400, 'uploads.wrong-type'],
      [{ path: link }, 400, 'uploads.wrong-type'],
      [{ path: 'http://127.0.0.1/x.mp4' }, 400, 'files.unusable'],
      [{ key: 'facebank/x/1_d.mp4' }, 400, 'files.unusable'],
      [{ key: 'raw/../facebank/x/1_d.mp4' }, 400, 'blobs.bad-key'],
      [{ key: 'raw/none.mp4' }, 404, 'blobs.not-found'],
      [{}, 400, 'request.invalid'],
      [{ key: 'raw/x.mp4', path: '/x.mp4' }, 400, 'request.invalid'],
    ] as const) {
      expect([request, await register({ episodeId, ...request })]).toMatchObject([request, { status, body: { code } }]);
    }
    expect((await trial.api.call('GET', `/uploads?episodeId=${episodeId}`)).body).toEqual({ items: [] });
  });
});

it('on the disk is not taken by a server that others reach through a web server', async () => {
  const trial = await startUploadTrial({ API_BASE_URL: 'https://api.example.org' });
  try {
    const { accounts } = trial.api.services;
    const admin = { email: 'ana@example.org', name: 'Ana', role: 'admin', password: 'correct horse battery' } as const;
    const account = await accounts?.createAccount(admin, 'test');
    const key = await accounts?.keys.create({ accountId: account?.id ?? '', name: 'test', role: 'admin' }, 'test');
    trial.api.authorize(key?.key ?? '');
    const episodeId = await trial.newEpisode();
    const file = await writeFileIn(trial.folder, 'x.mp4', 'x');
    const answer = await trial.api.call('POST', '/uploads/register', { episodeId, path: file });
    expect(answer).toMatchObject({ status: 403, body: { code: 'files.forbidden' } });
  } finally {
    await trial.close();
  }
});
