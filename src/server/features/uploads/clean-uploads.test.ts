import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUploads } from './clean-uploads.ts';
import { begin, sendParts, startUploadTrial, type UploadTrial } from './upload-trial.test-support.ts';

const HOUR = 3600_000;

describe('cleaning up after uploads', () => {
  let trial: UploadTrial;
  beforeAll(async () => {
    trial = await startUploadTrial();
  });
  afterAll(() => trial?.close());

  it('drops those that nobody goes on with, and those that only the storage knows', async () => {
    const { call, services } = trial.api;
    const { blobs, database } = services;
    const content = await trial.video();
    const [idle, active] = [await trial.newEpisode(), await trial.newEpisode()];
    const left = await begin(call, { episodeId: idle, fileName: 'left.mp4', content });
    await sendParts(call, left, content);
    const going = await begin(call, { episodeId: active, fileName: 'going.mp4', content });
    await blobs.multipart.create('raw/videos/up/s01/e99/episode.mp4');
    const elsewhere = await blobs.multipart.create('exports/x.zip');
    const open = async (): Promise<number> => {
      let count = 0;
      for await (const _ of blobs.multipart.listOpen('raw/')) count++;
      return count;
    };

    expect(await cleanUploads(services, new Date())).toEqual({ expired: 0, orphans: 0, swept: 0 });
    expect(await open()).toBe(3);
    const tomorrow = new Date(Date.now() + 25 * HOUR);
    // Somebody goes on with it late in the day.
    await database.queries
      .updateTable('uploads')
      .set({ expires_at: new Date(Date.now() + 40 * HOUR) })
      .where('id', '=', going.id)
      .execute();
    expect(await cleanUploads(services, tomorrow)).toEqual({ expired: 1, orphans: 1, swept: 0 });
    expect((await call('GET', `/uploads/${left.id}`)).body).toMatchObject({
      state: 'cancelled',
      reason: expect.stringContaining('a day'),
      parts: [],
    });
    expect((await call('GET', '/uploads')).body).toMatchObject({ items: [{ id: going.id }] });
    expect(await open()).toBe(1);
    expect(await blobs.multipart.listParts(elsewhere)).toEqual([]);
    expect(await cleanUploads(services, tomorrow)).toEqual({ expired: 0, orphans: 0, swept: 0 });
    await sendParts(call, going, content);
    expect((await call('POST', `/uploads/${going.id}/complete`, {})).status).toBe(200);
  });

  it('is put off by every signature', async () => {
    const { call, services } = trial.api;
    const content = await trial.video();
    const upload = await begin(call, { episodeId: await trial.newEpisode(), fileName: 'slow.mp4', content });
    await services.database.queries
      .updateTable('uploads')
      .set({ expires_at: new Date(Date.now() + HOUR) })
      .where('id', '=', upload.id)
      .execute();
    await sendParts(call, upload, content);
    expect((await cleanUploads(services, new Date(Date.now() + 23 * HOUR))).expired).toBe(0);
  });
});
