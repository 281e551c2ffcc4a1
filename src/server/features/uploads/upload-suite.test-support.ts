/** What uploads have to do on every storage, over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Upload } from '../../contract/uploads.ts';
import { begin, MIB, partOf, sendPart, sendParts, sha256Of, type UploadTrial } from './upload-trial.test-support.ts';

/** @param checksParts whether the storage compares a part with the SHA-256 that it was signed with. */
export function describeUploads(
  name: string,
  { setUp, checksParts }: { readonly setUp: () => Promise<UploadTrial>; readonly checksParts: boolean },
): void {
  describe(name, () => {
    let trial: UploadTrial;
    beforeAll(async () => {
      trial = await setUp();
    });
    afterAll(() => trial?.close());
    const call: UploadTrial['api']['call'] = (...request) => trial.api.call(...request);
    const complete = (id: string, body: object = {}) => call('POST', `/uploads/${id}/complete`, body);

    it('go in parts, in any order, again after an interruption, and become a video that plays', async () => {
      const episodeId = await trial.newEpisode();
      const content = await trial.video(17 * MIB);
      const file = { episodeId, fileName: 'Reunion part 1.mp4', content };
      const upload = await begin(call, { ...file, sha256: sha256Of(content) });
      expect(upload).toMatchObject({ partBytes: 8 * MIB, partCount: 3, state: 'open', parts: [], createdBy: 'local' });
      await sendParts(call, upload, content, [3, 1]);
      expect(await complete(upload.id)).toMatchObject({
        status: 400,
        body: { code: 'uploads.bad-part', message: expect.stringContaining('sent: 2. Send') },
      });

      expect((await call('GET', `/uploads/${upload.id}`)).body).toMatchObject({
        state: 'open',
        reason: expect.stringContaining('sent: 2. Send'),
      });

      // A page that was loaded anew knows nothing but the file.
      const resumed = await begin(call, file);
      expect(resumed.id).toBe(upload.id);
      expect(resumed.parts.map(({ number, bytes }) => [number, bytes])).toEqual([
        [1, 8 * MIB],
        [3, content.length - 16 * MIB],
      ]);
      const [second] = await sendParts(call, resumed, content, [2]);
      const known = [...resumed.parts.map(({ number, etag }) => ({ number, etag })), second];
      const done = await complete(upload.id, { parts: known });
      expect(done).toMatchObject({ status: 200, body: { state: 'completed', videoId: expect.any(String) } });
      await trial.api.services.background.settled();

      expect((await call('GET', `/episodes/${episodeId}`)).body).toMatchObject({
        video: { fileName: file.fileName, state: 'ready', sha256: sha256Of(content), durationSeconds: 1 },
      });
      const { body } = await call('GET', `/episodes/${episodeId}/playback`);
      expect(body).toMatchObject({ contentType: 'video/mp4', isPlayable: true, isProxy: false });
      const range = await fetch((body as { url: string }).url, { headers: { range: 'bytes=100-199' } });
      // A player asks for many ranges, an upload has thousands of parts.
      expect(range.headers.get('x-ratelimit-limit')).toBeNull();
      expect([range.status, Buffer.from(await range.arrayBuffer())]).toEqual([206, content.subarray(100, 200)]);
      const told = await trial.api.services.events.read(`episode:${episodeId}`, { after: null, limit: 10 });
      expect(told.map(({ data }) => data)).toContainEqual({ type: 'episode-changed', episode: episodeId });
    });

    it('are one in two tabs', async () => {
      const episodeId = await trial.newEpisode();
      const content = await trial.video();
      const file = { episodeId, fileName: 'tabs.mp4', content };
      const [one, two] = await Promise.all([begin(call, file), begin(call, file)]);
      expect(two.id).toBe(one.id);
      const other = { episodeId, fileName: 'other.mp4', bytes: content.length };
      expect(await call('POST', '/uploads', other)).toMatchObject({ status: 409, body: { code: 'uploads.exists' } });
      await Promise.all([sendParts(call, one, content), sendParts(call, two, content)]);
      const answers = await Promise.all([complete(one.id), complete(two.id), complete(one.id)]);
      expect(new Set(answers.map(({ body }) => (body as Upload).videoId)).size).toBe(1);
      expect((await complete(one.id)).body).toMatchObject({ state: 'completed' });
      expect((await call('GET', `/episodes/${episodeId}/videos`)).body).toMatchObject({ items: [expect.anything()] });
    });

    it('want every part whole', async () => {
      const episodeId = await trial.newEpisode();
      const content = await trial.video(9 * MIB);
      const upload = await begin(call, { episodeId, fileName: 'cut.mp4', content });
      await sendParts(call, upload, content, [1]);
      const last = partOf(content, upload, 2);
      expect((await sendPart(call, upload, { number: 2, part: last.subarray(0, -1) })).status).toBe(200);
      expect(await complete(upload.id)).toMatchObject({ status: 400, body: { code: 'uploads.bad-part' } });
      const [arrived] = (await begin(call, { episodeId, fileName: 'cut.mp4', content })).parts;
      const replaced = {
        parts: [arrived, { number: 2, etag: 'x' }].map((part) => ({ number: part?.number, etag: part?.etag })),
      };
      await sendParts(call, upload, content, [2]);
      expect(await complete(upload.id, replaced)).toMatchObject({
        status: 400,
        body: { message: expect.stringContaining('sent: 2. Send'), retryable: true },
      });
      expect((await complete(upload.id)).status).toBe(200);
      const beyond = await call('POST', `/uploads/${upload.id}/parts`, {
        parts: [{ number: 3, sha256: sha256Of(last) }],
      });
      expect(beyond).toMatchObject({ status: 400, body: { code: 'uploads.bad-part' } });
    });

    it.skipIf(!checksParts)('take no part that arrives different', async () => {
      const episodeId = await trial.newEpisode();
      const content = await trial.video();
      const upload = await begin(call, { episodeId, fileName: 'damaged.mp4', content });
      const sent = Buffer.from(content);
      sent.writeUInt8(sent.readUInt8(1000) ^ 1, 1000);
      expect((await sendPart(call, upload, { number: 1, part: content, sent })).status).toBe(400);
      expect((await call('GET', `/uploads/${upload.id}`)).body).toMatchObject({ state: 'open', parts: [] });
      await sendParts(call, upload, content);
      expect((await complete(upload.id)).status).toBe(200);
    });

    it('can be cancelled with an episode that was made for it, and never with more', async () => {
      const [empty, wanted] = [await trial.newEpisode(), await trial.newEpisode()];
      const content = await trial.video(9 * MIB);
      const cancel = (id: string) => call('DELETE', `/uploads/${id}?withEmptyEpisode=true`);
      const states = async () =>
        await Promise.all([empty, wanted].map(async (id) => (await call('GET', `/episodes/${id}`)).status));
      const only = await begin(call, { episodeId: empty, fileName: 'a.mp4', content });
      expect(await states()).toEqual([200, 200]);
      expect(await cancel(only.id)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
      expect(await states()).toEqual([404, 200]);
      await trial.upload(wanted, { fileName: 'c.mp4', content });
      const other = { episodeId: wanted, fileName: 'd.mp4', content: await trial.video(9 * MIB), replace: true };
      expect(await cancel((await begin(call, other)).id)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
      expect(await states()).toEqual([404, 200]);
    });

    it('can be cancelled', async () => {
      const episodeId = await trial.newEpisode();
      const content = await trial.video(9 * MIB);
      const file = { episodeId, fileName: 'cancelled.mp4', content };
      const upload = await begin(call, file);
      await sendParts(call, upload, content, [1]);
      const part = { number: 2, sha256: sha256Of(partOf(content, upload, 2)) };
      const signed = await call('POST', `/uploads/${upload.id}/parts`, { parts: [part] });
      for (let time = 1; time <= 2; time++) {
        expect((await call('DELETE', `/uploads/${upload.id}`)).body).toMatchObject({ state: 'cancelled', parts: [] });
      }
      const [target] = (signed.body as { items: { url: string; headers: Record<string, string> }[] }).items;
      const late = await fetch(target?.url ?? '', {
        method: 'PUT',
        headers: target?.headers ?? {},
        body: new Uint8Array(partOf(content, upload, 2)),
      });
      expect(late.status).toBe(404);
      await late.arrayBuffer();
      expect(await call('POST', `/uploads/${upload.id}/parts`, { parts: [part] })).toMatchObject({ status: 409 });
      expect(await complete(upload.id)).toMatchObject({ status: 409, body: { code: 'uploads.wrong-state' } });
      expect((await call('GET', `/uploads?episodeId=${episodeId}`)).body).toEqual({ items: [] });
      const again = await begin(call, file);
      expect(again.id).not.toBe(upload.id);
      expect((await call('GET', `/uploads?episodeId=${episodeId}`)).body).toMatchObject({ items: [{ id: again.id }] });
      expect((await call('GET', '/uploads/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    });

    it('are completed once, also when the answer of the storage was lost', async () => {
      const episodeId = await trial.newEpisode();
      const content = await trial.video();
      const upload = await begin(call, { episodeId, fileName: 'lost.mp4', content });
      await sendParts(call, upload, content);
      const { database, blobs, background } = trial.api.services;
      const row = await database.queries
        .selectFrom('uploads')
        .select(['blob_key as key', 'store_upload_id as uploadId'])
        .where('id', '=', upload.id)
        .executeTakeFirstOrThrow();
      await blobs.multipart.complete(row, await blobs.multipart.listParts(row));
      expect((await call('GET', `/uploads/${upload.id}`)).body).toMatchObject({ state: 'open' });
      expect((await complete(upload.id)).body).toMatchObject({ state: 'completed' });
      await background.settled();
      expect((await call('GET', `/episodes/${episodeId}`)).body).toMatchObject({ video: { state: 'ready' } });
    });

    it('say when the storage has forgotten them', async () => {
      const episodeId = await trial.newEpisode();
      const content = await trial.video();
      const file = { episodeId, fileName: 'forgotten.mp4', content };
      const upload = await begin(call, file);
      const { database, blobs } = trial.api.services;
      const row = await database.queries
        .selectFrom('uploads')
        .select(['blob_key as key', 'store_upload_id as uploadId'])
        .where('id', '=', upload.id)
        .executeTakeFirstOrThrow();
      await blobs.multipart.abort(row);
      expect(await complete(upload.id)).toMatchObject({ status: 400, body: { code: 'uploads.lost' } });
      expect((await call('GET', `/uploads/${upload.id}`)).body).toMatchObject({ state: 'failed' });
      await trial.upload(episodeId, { fileName: file.fileName, content });
    });
  });
}
