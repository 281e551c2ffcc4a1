/** The part of the conformance suite about URLs that allow one thing for a while. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf, generatedBytes } from './body-content.test-support.ts';
import type { Subject } from './conformance-subject.test-support.ts';
import { sendRaw } from './http-request.test-support.ts';
import type { SignedPost } from './port.ts';

const KEY = 'signed/a b+c&ü%20.txt';

export function describeSignedUrls({ trial, lacks }: Subject): void {
  const put = async (): Promise<string> => {
    await trial().store.put(KEY, bytesOf('0123456789'), { contentType: 'text/plain' });
    await trial().store.put('signed/other', bytesOf('secret'));
    return trial().store.signGet(KEY);
  };
  const refused = async (url: string, init?: RequestInit): Promise<void> => {
    const response = await fetch(url, init);
    expect(await response.text()).not.toMatch(/secret|0123456789/);
    expect(response.status).toBeGreaterThanOrEqual(400);
  };

  it('gives an object, whole and in part, with its type', async () => {
    const url = await put();
    const whole = await fetch(url);
    expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
    expect(whole.headers.get('content-type')).toBe('text/plain');
    expect(whole.headers.get('content-length')).toBe('10');
    const part = await fetch(url, { headers: { Range: 'bytes=2-4' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10']);
    const behind = await fetch(url, { headers: { Range: 'bytes=10-' } });
    expect(behind.status).toBe(416);
    await behind.text();
  });

  it('gives the same ranges as the store', async () => {
    const { store } = trial();
    const bytes = generatedBytes(300);
    await store.put('signed/ranges', bytes);
    const url = await store.signGet('signed/ranges');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 299 }), fc.nat({ max: 400 }), async (start, more) => {
        const response = await fetch(url, { headers: { Range: `bytes=${start}-${start + more}` } });
        expect(response.status).toBe(206);
        const expected = bytes.subarray(start, start + more + 1);
        expect(Buffer.from(await response.arrayBuffer()).equals(expected)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it.skipIf(lacks('signatures'))('lets browsers save it under a name', async () => {
    await put();
    const response = await fetch(await trial().store.signGet(KEY, { downloadName: 'Größe "1".csv' }));
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Gr__e _1_.csv"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.csv`,
    );
    await response.text();
  });

  it('answers 404 where there is no object', async () => {
    const response = await fetch(await trial().store.signGet('signed/none'));
    expect(response.status).toBe(404);
    await response.text();
  });

  it.skipIf(lacks('signatures'))('refuses what was changed', async () => {
    const url = await put();
    await refused(url.replace(/signature=(.)/i, (_, first) => `Signature=${first === '0' ? '1' : '0'}`));
    await refused(url.replace(/signature=[^&]+/i, 'signature='));
    await refused(url.slice(0, url.indexOf('?')));
    await refused(`${url}&more=1`);
    await refused(url.replace(/expires=(\d+)/i, (_, seconds) => `expires=${Number(seconds) + 1}`));
    const other = await trial().store.signGet('signed/other');
    const [otherPath] = other.split('?');
    await refused(`${otherPath}?${url.slice(url.indexOf('?') + 1)}`);
  });

  it.skipIf(lacks('signatures'))('refuses other methods, and leaves the object alone', async () => {
    const url = await put();
    for (const method of ['PUT', 'POST', 'DELETE', 'PATCH']) await refused(url, { method, body: 'changed' });
    const upload = await trial().store.multipart.create('signed/upload');
    const { url: part } = await trial().store.multipart.signPart(upload, 1);
    await refused(part);
    await refused(part, { method: 'DELETE' });
    expect(await (await fetch(url)).text()).toBe('0123456789');
    await trial().store.multipart.abort(upload);
  });

  it.skipIf(lacks('signatures'))('refuses what has expired', async () => {
    await put();
    const { store } = trial();
    const upload = await store.multipart.create('signed/late');
    try {
      trial().clockOffsetMs = -16 * 60_000;
      await refused(await store.signGet(KEY));
      await refused((await store.multipart.signPart(upload, 1)).url, { method: 'PUT', body: 'x' });
      trial().clockOffsetMs = -14 * 60_000;
      expect((await fetch(await store.signGet(KEY))).status).toBe(200);
      await refused(await store.signGet(KEY, { expiresInSeconds: 60 }));
    } finally {
      trial().clockOffsetMs = 0;
      await store.multipart.abort(upload);
    }
    await expect(store.signGet(KEY, { expiresInSeconds: 0 })).rejects.toThrow(RangeError);
    await expect(store.signGet(KEY, { expiresInSeconds: 8 * 24 * 3600 })).rejects.toThrow(RangeError);
  });

  it.skipIf(lacks('signatures'))('refuses paths that climb, plain and encoded', async () => {
    await put();
    const url = new URL(await trial().store.signGet('signed/other'));
    const base = url.pathname.slice(0, -'signed/other'.length);
    const climbs = ['../', '%2e%2e/', '%2E%2E%2F', '..%2f', '%252e%252e%252f', '..%5c', '..%c0%af', '.%00./'];
    for (const climb of climbs) {
      for (const target of [`signed/${climb}signed/other`, `${climb.repeat(9)}etc/passwd`, `signed/${climb}`]) {
        const { status, text } = await sendRaw(url.href, `${base}${target}${url.search}`);
        expect([400, 403, 404, 412]).toContain(status);
        expect(text).not.toMatch(/secret|root:/);
      }
    }
  });

  it.skipIf(lacks('post'))('takes a form with one file', async () => {
    const { store } = trial();
    const post = await store.signPost('signed/posted.png', { maxBytes: 10, contentType: 'image/png' });
    const response = await sendForm(post, generatedBytes(10));
    expect(response.status).toBe(204);
    expect(await store.head('signed/posted.png')).toMatchObject({ bytes: 10, contentType: 'image/png' });
  });

  it.skipIf(lacks('post'))('takes no form that is too large, too small, changed, late or cut', async () => {
    const { store } = trial();
    const limits = { minBytes: 2, maxBytes: 10, contentType: 'image/png' };
    const post = await store.signPost('signed/refused.png', limits);
    expect((await sendForm(post, generatedBytes(11))).status).toBeGreaterThanOrEqual(400);
    expect((await sendForm(post, generatedBytes(500_000))).status).toBeGreaterThanOrEqual(400);
    expect((await sendForm(post, generatedBytes(1))).status).toBeGreaterThanOrEqual(400);
    expect((await sendForm(withOtherLimit(post), generatedBytes(5))).status).toBe(403);
    trial().clockOffsetMs = -16 * 60_000;
    const late = await store.signPost('signed/refused.png', limits);
    trial().clockOffsetMs = 0;
    expect((await sendForm(late, generatedBytes(5))).status).toBe(403);
    await expect(store.head('signed/refused.png')).rejects.toMatchObject({ code: 'blobs.not-found' });
  });
}

function sendForm({ url, fields }: SignedPost, bytes: Uint8Array<ArrayBuffer>): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([bytes]), 'face.png');
  return fetch(url, { method: 'POST', body: form });
}

/** As somebody would have it who wants to send more: the limit is in the address, or in what S3 calls the policy. */
function withOtherLimit({ url, fields }: SignedPost): SignedPost {
  const policy = Buffer.from(fields['Policy'] ?? '', 'base64').toString();
  const changed = Buffer.from(policy.replace(/"content-length-range",2,10\]/, '"content-length-range",2,1000]'));
  const post = {
    url: url.replace(/maxBytes=10/, 'maxBytes=1000'),
    fields: policy === '' ? fields : { ...fields, Policy: changed.toString('base64') },
  };
  expect(post).not.toEqual({ url, fields });
  return post;
}
