/** The part of the conformance suite about uploads in parts. */
import { expect, it } from 'vitest';
import { generatedBytes, hashOf, sha256Of } from './body-content.test-support.ts';
import type { Subject } from './conformance-subject.test-support.ts';
import { sendHalf } from './http-request.test-support.ts';
import { type BlobStore, MIN_PART_BYTES, type OpenUpload, type PartReference, type UploadHandle } from './port.ts';

const FIRST = generatedBytes(MIN_PART_BYTES, 1);
const LAST = generatedBytes(70_000, 2);

export function describeMultipart({ trial, lacks }: Subject): void {
  it('makes one object of parts that came in any order', async () => {
    const { store } = trial();
    const upload = await store.multipart.create('parts/a b&ü.mp4', { contentType: 'video/mp4' });
    const last = await send(store, upload, 2, LAST);
    const first = await send(store, upload, 1, FIRST);
    await expect(store.head(upload.key)).rejects.toMatchObject({ code: 'blobs.not-found' });
    const info = await store.multipart.complete(upload, [first, last]);
    const whole = Buffer.concat([FIRST, LAST]);
    expect(info).toMatchObject({ key: upload.key, bytes: whole.length, contentType: 'video/mp4' });
    expect(await store.head(upload.key)).toEqual(info);
    expect(await hashOf((await store.get(upload.key)).body)).toBe(sha256Of(whole));
  });

  it.skipIf(lacks('part lists'))('goes on in another process where it was interrupted', async () => {
    const upload = await trial().store.multipart.create('parts/resumed', { contentType: 'video/mp4' });
    await send(trial().store, upload, 1, FIRST);
    const store = trial().reopen();
    const [arrived, ...more] = await store.multipart.listParts({ ...upload });
    expect(arrived).toMatchObject({ partNumber: 1, bytes: FIRST.length });
    expect(more).toEqual([]);
    await send(store, upload, 2, LAST);
    await store.multipart.complete(upload, await store.multipart.listParts(upload));
    expect(await hashOf((await store.get(upload.key)).body)).toBe(sha256Of(Buffer.concat([FIRST, LAST])));
    expect(await collect(store.multipart.listOpen('parts/resumed/'))).toEqual([]);
  });

  it.skipIf(lacks('part lists'))('replaces a part that is sent again', async () => {
    const { store } = trial();
    const upload = await store.multipart.create('parts/again');
    const wrong = await send(store, upload, 1, LAST.subarray(1));
    const right = await send(store, upload, 1, LAST);
    expect((await store.multipart.listParts(upload)).map(({ bytes }) => bytes)).toEqual([LAST.length]);
    await expect(store.multipart.complete(upload, [wrong])).rejects.toMatchObject({ code: 'blobs.bad-part' });
    await store.multipart.complete(upload, [right]);
    expect(await hashOf((await store.get(upload.key)).body)).toBe(sha256Of(LAST));
  });

  it.skipIf(lacks('part lists') || lacks('cut connections'))('keeps nothing of a part that is cut off', async () => {
    const { store } = trial();
    const upload = await store.multipart.create('parts/cut');
    await send(store, upload, 2, LAST);
    const { url } = await store.multipart.signPart(upload, 1);
    await sendHalf(url, FIRST.subarray(0, 1_000_000), FIRST.length);
    expect((await store.multipart.listParts(upload)).map(({ partNumber }) => partNumber)).toEqual([2]);
    await store.multipart.abort(upload);
  });

  it('completes only what has arrived, in order, with parts of the least size', async () => {
    const { store } = trial();
    const upload = await store.multipart.create('parts/refused');
    const small = await send(store, upload, 1, LAST);
    const next = await send(store, upload, 2, LAST);
    const missing = { partNumber: 3, etag: small.etag };
    const badPart = { name: 'BlobError', code: 'blobs.bad-part' };
    await expect(store.multipart.complete(upload, [])).rejects.toMatchObject(badPart);
    await expect(store.multipart.complete(upload, [missing])).rejects.toMatchObject(badPart);
    await expect(store.multipart.complete(upload, [small, next])).rejects.toMatchObject(badPart);
    await expect(store.multipart.complete(upload, [next, small])).rejects.toMatchObject(badPart);
    await expect(store.head(upload.key)).rejects.toMatchObject({ code: 'blobs.not-found' });
    await store.multipart.complete(upload, [next]);
    expect((await store.head(upload.key)).bytes).toBe(LAST.length);
  });

  it('drops an upload that is cancelled', async () => {
    const { store } = trial();
    const upload = await store.multipart.create('parts/cancelled');
    const part = await send(store, upload, 1, LAST);
    const { url } = await store.multipart.signPart(upload, 2);
    await store.multipart.abort(upload);
    await store.multipart.abort(upload);
    const gone = { code: 'blobs.no-such-upload', retryable: false };
    await expect(store.multipart.complete(upload, [part])).rejects.toMatchObject(gone);
    const late = await fetch(url, { method: 'PUT', body: LAST });
    expect(late.status).toBe(404);
    await late.text();
    if (!lacks('part lists')) await expect(store.multipart.listParts(upload)).rejects.toMatchObject(gone);
    await expect(store.head(upload.key)).rejects.toMatchObject({ code: 'blobs.not-found' });
  });

  it.skipIf(lacks('part lists'))('knows only its own uploads, each under its own key', async () => {
    const { store } = trial();
    const upload = await store.multipart.create('parts/mine');
    const gone = { code: 'blobs.no-such-upload' };
    for (const uploadId of ['none', '../objects', '..', '0'.repeat(32)]) {
      await expect(store.multipart.listParts({ key: upload.key, uploadId })).rejects.toMatchObject(gone);
    }
    await expect(store.multipart.listParts({ ...upload, key: 'parts/other' })).rejects.toMatchObject(gone);
    await store.multipart.abort(upload);
  });

  it.skipIf(lacks('part lists'))('lists uploads that nobody completed, under a prefix', async () => {
    const { store } = trial();
    const before = Date.now();
    const [one, two] = [await store.multipart.create('open/1/x'), await store.multipart.create('open/1/x')];
    const beside = await store.multipart.create('open/2/x');
    const found = await collect(store.multipart.listOpen('open/1/'));
    expect(found.map(({ uploadId }) => uploadId).sort()).toEqual([one.uploadId, two.uploadId].sort());
    for (const { key, startedAt } of found) {
      expect(key).toBe('open/1/x');
      expect(Math.abs(startedAt.getTime() - before)).toBeLessThan(60_000);
    }
    for (const upload of [one, two, beside]) await store.multipart.abort(upload);
    expect(await collect(store.multipart.listOpen('open/'))).toEqual([]);
  });

  it.skipIf(lacks('part checksums'))('refuses a part that arrives different from what was signed', async () => {
    const { store } = trial();
    const upload = await store.multipart.create('parts/checked', { partChecksums: true });
    const signed = await store.multipart.signPart(upload, 1, { sha256: sha256Of(FIRST) });
    const damaged = await fetch(signed.url, { method: 'PUT', headers: signed.headers, body: LAST });
    expect(damaged.status).toBe(400);
    await damaged.text();
    expect(await store.multipart.listParts(upload)).toEqual([]);
    await store.multipart.abort(upload);
  });

  it('takes parts that were signed with their hash', async () => {
    const { store } = trial();
    const upload = await store.multipart.create('parts/hashed', { partChecksums: true });
    const sha256 = sha256Of(LAST);
    const signed = await store.multipart.signPart(upload, 1, { sha256 });
    const response = await fetch(signed.url, { method: 'PUT', headers: signed.headers, body: LAST });
    expect(response.status).toBe(200);
    const part = { partNumber: 1, etag: response.headers.get('etag') ?? '' };
    await store.multipart.complete(upload, [lacks('part checksums') ? part : { ...part, sha256 }]);
    expect((await store.head(upload.key)).bytes).toBe(LAST.length);
  });

  it('numbers parts from 1 to 10,000', async () => {
    const { store } = trial();
    const upload = await store.multipart.create('parts/numbers');
    for (const number of [0, -1, 1.5, 10_001]) {
      await expect(store.multipart.signPart(upload, number)).rejects.toThrow(RangeError);
    }
    await store.multipart.signPart(upload, 10_000);
    await store.multipart.abort(upload);
  });
}

async function send(
  store: BlobStore,
  upload: UploadHandle,
  partNumber: number,
  body: Uint8Array<ArrayBuffer>,
): Promise<PartReference> {
  const { url, headers } = await store.multipart.signPart(upload, partNumber);
  const response = await fetch(url, { method: 'PUT', headers, body });
  expect([response.status, await response.text()]).toEqual([200, '']);
  return { partNumber, etag: response.headers.get('etag') ?? '' };
}

async function collect(uploads: AsyncIterable<OpenUpload>): Promise<OpenUpload[]> {
  const all: OpenUpload[] = [];
  for await (const upload of uploads) all.push(upload);
  return all;
}
