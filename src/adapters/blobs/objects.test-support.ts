/** The part of the conformance suite about storing, finding and deleting. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf, readAll } from './body-content.test-support.ts';
import type { Subject } from './conformance-subject.test-support.ts';
import { checkObjectKey, MAX_KEY_BYTES, MAX_SEGMENT_BYTES } from './object-key.ts';
import type { BlobStore, ListedBlob } from './port.ts';

const BAD_KEYS = [
  ['empty', ''],
  ['absolute', '/etc/passwd'],
  ['with a drive', 'C:/x'],
  ['climbing', 'a/../b'],
  ['climbing alone', '..'],
  ['with a dot', 'a/./b'],
  ['with an empty segment', 'a//b'],
  ['a folder', 'a/'],
  ['with a backslash', 'a\\b'],
  ['with a zero', 'a\u0000b'],
  ['with a line break', 'a\nb'],
  ['with a control character above ASCII', 'a\u0085b'],
  ['not in normal form C', 'u\u0308.txt'],
  ['with half a character', '\ud800.txt'],
  ['with a code that is no character', '\uffff.txt'],
  ['too long', `${'x/'.repeat(MAX_KEY_BYTES / 2)}y`],
  ['with a segment that is too long', 'ü'.repeat(MAX_SEGMENT_BYTES / 2 + 1)],
] as const;

/** Segments that are allowed, with characters that URLs, XML and file systems like to interpret. */
const segment = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'aZ0 .-_+&=?#%<>"\'!*()~;:@,$[]{}|^`') }),
    fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }),
  )
  .map((text) => text.normalize('NFC'))
  .filter(isSegment);

function isSegment(text: string): boolean {
  try {
    return !text.includes('/') && checkObjectKey(text) === text;
  } catch {
    return false;
  }
}

export function describeObjects({ trial, lacks }: Subject): void {
  it('keeps content, length, type and hash', async () => {
    const { store } = trial();
    const put = await store.put('objects/one.mp4', bytesOf('hello'), { contentType: 'video/mp4' });
    expect(put).toMatchObject({ key: 'objects/one.mp4', bytes: 5, contentType: 'video/mp4' });
    // FIPS 180-2 says nothing about "hello"; sha256sum does.
    expect(put.sha256).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
    expect(put.etag).toMatch(/^[0-9a-f-]+$/);
    expect(Math.abs(put.modifiedAt.getTime() - Date.now())).toBeLessThan(60_000);
    expect(await store.head('objects/one.mp4')).toEqual(put);
    const { body, info, start, length } = await store.get('objects/one.mp4');
    expect({ info, start, length }).toEqual({ info: put, start: 0, length: 5 });
    expect((await readAll(body)).toString()).toBe('hello');
  });

  it('keeps an empty object, and the type of one about which nothing was said', async () => {
    const { store } = trial();
    await store.put('objects/empty', new Uint8Array());
    expect(await store.head('objects/empty')).toMatchObject({ bytes: 0, contentType: 'application/octet-stream' });
    expect(await readAll((await store.get('objects/empty')).body)).toHaveLength(0);
    await expect(store.put('objects/typed', bytesOf('x'), { contentType: 'a b\nc' })).rejects.toMatchObject({
      code: 'blobs.bad-request',
    });
  });

  it('replaces', async () => {
    const { store } = trial();
    const first = await store.put('objects/replaced', bytesOf('one'), { contentType: 'text/plain' });
    const second = await store.put('objects/replaced', bytesOf('two'));
    expect(second.etag).not.toBe(first.etag);
    expect(await store.head('objects/replaced')).toEqual(second);
    expect((await readAll((await store.get('objects/replaced')).body)).toString()).toBe('two');
  });

  it('says what is not there', async () => {
    const { store } = trial();
    const missing = { name: 'BlobError', code: 'blobs.not-found', retryable: false };
    await expect(store.get('objects/none')).rejects.toMatchObject(missing);
    await expect(store.head('objects/none')).rejects.toMatchObject(missing);
    await expect(store.head('objects/one.mp4/below')).rejects.toMatchObject(missing);
    await expect(store.head('objects')).rejects.toMatchObject(missing);
    await expect(store.copy('objects/none', 'objects/copy')).rejects.toMatchObject(missing);
    await expect(store.head('objects/none')).rejects.toThrow(/^There is no object objects\/none: [^\n]+$/);
  });

  it('deletes, also what is not there', async () => {
    const { store } = trial();
    await store.put('objects/deleted/deep/down', bytesOf('x'));
    await store.delete('objects/deleted/deep/down');
    await store.delete('objects/deleted/deep/down');
    await expect(store.head('objects/deleted/deep/down')).rejects.toMatchObject({ code: 'blobs.not-found' });
    await store.put('objects/deleted', bytesOf('now an object'));
    expect((await store.head('objects/deleted')).bytes).toBe(13);
  });

  it('copies content, type and hash', async () => {
    const { store } = trial();
    const from = 'objects/a b+c%20&ü.txt';
    const source = await store.put(from, bytesOf('copied'), { contentType: 'text/plain' });
    const copy = await store.copy(from, 'objects/copies/of it');
    expect(copy).toMatchObject({
      key: 'objects/copies/of it',
      bytes: 6,
      contentType: 'text/plain',
      sha256: source.sha256,
    });
    expect((await readAll((await store.get('objects/copies/of it')).body)).toString()).toBe('copied');
  });

  it.skipIf(lacks('listing order'))('lists in the order of bytes, in pages, under whole segments only', async () => {
    const { store } = trial();
    // By bytes: "." and "-" come before "/", upper case before lower, U+FF5E before U+1F600 (UTF-16 has it the other way).
    const keys = ['Z', 'a-b', 'a.b', 'a/b', 'a/b.c/d', 'a/c', 'ab', 'ä', '\uff5e', '\u{1f600}'].map(
      (key) => `list/${key}`,
    );
    for (const key of keys.toReversed()) await store.put(key, bytesOf(key));
    await store.put('lister/x', bytesOf('not under the prefix'));
    expect((await listed(store, 'list/')).map(({ key }) => key)).toEqual(keys);
    expect((await listed(store, 'list/', 1)).map(({ key }) => key)).toEqual(keys);
    expect((await listed(store, 'list/', 3)).map(({ key }) => key)).toEqual(keys);
    expect((await listed(store, 'list/a/')).map(({ key, bytes }) => [key, bytes])).toEqual([
      ['list/a/b', 8],
      ['list/a/b.c/d', 12],
      ['list/a/c', 8],
    ]);
    expect(await store.list('list/none/')).toEqual({ blobs: [] });
    await expect(store.list('list/a')).rejects.toMatchObject({ code: 'blobs.bad-key' });
    await expect(store.list('../')).rejects.toMatchObject({ code: 'blobs.bad-key' });
  });

  it('deletes a prefix and nothing beside it', async () => {
    const { store } = trial();
    for (const key of ['p/1', 'p/2/x', 'p/2/y', 'p.1', 'pq/1']) await store.put(`gone/${key}`, bytesOf(key));
    expect(await store.deletePrefix('gone/p/')).toBe(3);
    expect(await store.deletePrefix('gone/p/')).toBe(0);
    expect((await listed(store, 'gone/')).map(({ key }) => key)).toEqual(['gone/p.1', 'gone/pq/1']);
    await expect(store.deletePrefix('')).rejects.toMatchObject({ code: 'blobs.bad-key' });
    await expect(store.deletePrefix('gone')).rejects.toMatchObject({ code: 'blobs.bad-key' });
  });

  it.each(BAD_KEYS)('refuses a key that is %s', async (_, key) => {
    const { store } = trial();
    const refusal = { name: 'BlobError', code: 'blobs.bad-key' };
    await expect(store.put(key, bytesOf('x'))).rejects.toMatchObject(refusal);
    await expect(store.get(key)).rejects.toMatchObject(refusal);
    await expect(store.head(key)).rejects.toMatchObject(refusal);
    await expect(store.delete(key)).rejects.toMatchObject(refusal);
    await expect(store.copy('objects/one.mp4', key)).rejects.toMatchObject(refusal);
    await expect(store.signGet(key)).rejects.toMatchObject(refusal);
    await expect(store.signPost(key, { maxBytes: 1, contentType: 'a/b' })).rejects.toMatchObject(refusal);
    await expect(store.multipart.create(key)).rejects.toMatchObject(refusal);
  });

  it('gives back under every allowed key what was put there, and lists it', async () => {
    const { store } = trial();
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.tuple(segment, segment), { minLength: 1, maxLength: 4 }), async (pairs) => {
        const prefix = `keys/${round++}/`;
        const keys = [...new Set(pairs.map(([folder, name]) => `${prefix}${folder}/${name}`))];
        for (const key of keys) await store.put(key, bytesOf(key));
        for (const key of keys) expect((await readAll((await store.get(key)).body)).toString()).toBe(key);
        const found = (await listed(store, prefix)).map(({ key }) => key);
        const expected = keys.toSorted(inByteOrder);
        expect(lacks('listing order') ? found.toSorted(inByteOrder) : found).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('stops when the signal is given', async () => {
    const { store } = trial();
    const reason = new Error('enough');
    const signal = AbortSignal.abort(reason);
    await expect(store.put('objects/aborted', bytesOf('x'), { signal })).rejects.toBe(reason);
    await expect(store.get('objects/one.mp4', { signal })).rejects.toBe(reason);
    await expect(store.head('objects/one.mp4', { signal })).rejects.toBe(reason);
    await expect(store.list('objects/', { signal })).rejects.toBe(reason);
    await expect(store.deletePrefix('objects/', { signal })).rejects.toBe(reason);
    await expect(store.head('objects/aborted')).rejects.toMatchObject({ code: 'blobs.not-found' });
  });
}

const inByteOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

async function listed(store: BlobStore, prefix: string, pageSize?: number): Promise<ListedBlob[]> {
  const all: ListedBlob[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await store.list(prefix, { ...(cursor && { cursor }), ...(pageSize && { pageSize }) });
    expect(page.blobs.length).toBeLessThanOrEqual(pageSize ?? 1000);
    all.push(...page.blobs);
    if (!page.cursor) return all;
    cursor = page.cursor;
  }
}
