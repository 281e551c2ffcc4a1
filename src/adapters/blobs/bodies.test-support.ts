/** The part of the conformance suite about content on its way: streams, ranges, failures, races. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf, generatedBytes, hashOf, piecesOf, readAll, sha256Of } from './body-content.test-support.ts';
import type { Subject } from './conformance-subject.test-support.ts';

const MEGABYTE = 1024 * 1024;

export function describeBodies({ trial, lacks }: Subject): void {
  it('takes streams of any length', async () => {
    const { store } = trial();
    // None, less than a part of a multipart upload, exactly one, several and a rest.
    for (const length of [0, 1, 5 * MEGABYTE, 11 * MEGABYTE + 7]) {
      const bytes = generatedBytes(length);
      const info = await store.put('bodies/stream', piecesOf(bytes, 700_001), { contentType: 'video/mp4' });
      expect(info).toMatchObject({ bytes: length, contentType: 'video/mp4' });
      expect(await hashOf((await store.get('bodies/stream')).body)).toBe(sha256Of(bytes));
    }
  });

  it.skipIf(lacks('disk'))('holds no big object in memory', async () => {
    const { store } = trial();
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    collect();
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    const look = (): void => {
      collect();
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
    };
    const piece = generatedBytes(MEGABYTE);
    // biome-ignore lint/suspicious/useAwait: an async iterable is what is wanted.
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let n = 0; n < 96; n++) {
        if (n % 8 === 0) look();
        yield piece;
      }
    }
    await store.put('bodies/big', pieces());
    let read = 0;
    let nextLook = 0;
    for await (const chunk of (await store.get('bodies/big')).body as AsyncIterable<Uint8Array>) {
      read += chunk.byteLength;
      if (read < nextLook) continue;
      look();
      nextLook += 8 * MEGABYTE;
    }
    expect(read).toBe(96 * MEGABYTE);
    expect(peak).toBeLessThan(48 * MEGABYTE);
    await store.delete('bodies/big');
  });

  it('gives any range of bytes', async () => {
    const { store } = trial();
    const bytes = generatedBytes(1000);
    await store.put('bodies/ranges', bytes);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 999 }),
        fc.option(fc.integer({ min: 1, max: 2000 }), { nil: undefined }),
        async (start, length) => {
          const got = await store.get('bodies/ranges', { range: { start, ...(length && { length }) } });
          const expected = bytes.subarray(start, length === undefined ? undefined : start + length);
          expect(got).toMatchObject({ start, length: expected.length, info: { bytes: 1000 } });
          expect((await readAll(got.body)).equals(expected)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses ranges behind the end, and what is none', async () => {
    const { store } = trial();
    await store.put('bodies/ten', generatedBytes(10));
    await store.put('bodies/none', new Uint8Array());
    const behind = { code: 'blobs.bad-range', retryable: false };
    await expect(store.get('bodies/ten', { range: { start: 10 } })).rejects.toMatchObject(behind);
    await expect(store.get('bodies/ten', { range: { start: 99, length: 1 } })).rejects.toMatchObject(behind);
    await expect(store.get('bodies/none', { range: { start: 0 } })).rejects.toMatchObject(behind);
    await expect(store.get('bodies/ten', { range: { start: -1 } })).rejects.toThrow(RangeError);
    await expect(store.get('bodies/ten', { range: { start: 0, length: 0 } })).rejects.toThrow(RangeError);
  });

  it('takes nothing of a body that fails, is cut, or is not what was promised', async () => {
    const { store } = trial();
    const failure = new Error('the source failed');
    async function* failing(length: number): AsyncGenerator<Uint8Array> {
      yield* piecesOf(generatedBytes(length), MEGABYTE);
      throw failure;
    }
    await expect(store.put('bodies/bad', failing(3))).rejects.toSatisfy((error) => hasCause(error, failure));
    await expect(store.put('bodies/bad', failing(9 * MEGABYTE))).rejects.toSatisfy((error) => hasCause(error, failure));
    const body = (): AsyncGenerator<Uint8Array> => piecesOf(bytesOf('hello'), 2);
    const damaged = { code: 'blobs.damaged-body', retryable: true };
    await expect(store.put('bodies/bad', body(), { bytes: 6 })).rejects.toMatchObject(damaged);
    await expect(store.put('bodies/bad', body(), { bytes: 4 })).rejects.toMatchObject(damaged);
    const sha256 = sha256Of(bytesOf('other'));
    await expect(store.put('bodies/bad', body(), { sha256 })).rejects.toMatchObject(damaged);
    await expect(store.put('bodies/bad', bytesOf('hello'), { sha256 })).rejects.toMatchObject(damaged);
    await expect(store.head('bodies/bad')).rejects.toMatchObject({ code: 'blobs.not-found' });
    if (!lacks('part lists')) {
      for await (const left of store.multipart.listOpen('bodies/')) expect(left).toBeUndefined();
    }
    await store.put('bodies/bad', body(), { bytes: 5, sha256: sha256Of(bytesOf('hello')) });
    expect((await store.head('bodies/bad')).sha256).toBe(sha256Of(bytesOf('hello')));
  });

  it('takes nothing when it is stopped in the middle, and keeps what was there', async () => {
    const { store } = trial();
    await store.put('bodies/stopped', bytesOf('before'));
    const controller = new AbortController();
    const reason = new Error('enough');
    // biome-ignore lint/suspicious/useAwait: an async iterable is what is wanted.
    async function* stopping(): AsyncGenerator<Uint8Array> {
      for (let n = 0; n < 12; n++) {
        if (n === 9) controller.abort(reason);
        yield generatedBytes(MEGABYTE, n);
      }
    }
    await expect(store.put('bodies/stopped', stopping(), { signal: controller.signal })).rejects.toBe(reason);
    expect((await readAll((await store.get('bodies/stopped')).body)).toString()).toBe('before');
  });

  it('copies big objects', async () => {
    const { store } = trial();
    const bytes = generatedBytes(13 * MEGABYTE + 1);
    await store.put('bodies/source', piecesOf(bytes, MEGABYTE), { contentType: 'video/mp4', sha256: sha256Of(bytes) });
    const copy = await store.copy('bodies/source', 'bodies/copy');
    expect(copy).toMatchObject({ bytes: bytes.length, contentType: 'video/mp4', sha256: sha256Of(bytes) });
    expect(await hashOf((await store.get('bodies/copy')).body)).toBe(sha256Of(bytes));
  });

  it('leaves nothing to sweep away when nobody was killed', async () => {
    expect(await trial().store.sweep(new Date(Date.now() + 60_000))).toBe(0);
  });

  it('stops reading when the signal is given, or nobody reads on', async () => {
    const { store } = trial();
    await store.put('bodies/read', generatedBytes(3 * MEGABYTE));
    const controller = new AbortController();
    const reason = new Error('enough');
    const { body } = await store.get('bodies/read', { signal: controller.signal });
    const reading = async (): Promise<void> => {
      for await (const _ of body) controller.abort(reason);
    };
    await expect(reading()).rejects.toBe(reason);
    const unread = await store.get('bodies/read');
    for await (const _ of unread.body) break;
    expect(unread.body.destroyed).toBe(true);
  });

  it('lets one of many writers win whole', async () => {
    const { store } = trial();
    const contents = Array.from({ length: 6 }, (_, n) => generatedBytes(400_000 + n, n + 1));
    await Promise.all(
      contents.map((bytes, n) =>
        store.put('bodies/race', n % 2 ? bytes : piecesOf(bytes, 50_000), { contentType: `test/${n}` }),
      ),
    );
    const { info, body } = await store.get('bodies/race');
    const winner = contents.findIndex((bytes) => bytes.length === info.bytes);
    expect(info.contentType).toBe(`test/${winner}`);
    expect(await hashOf(body)).toBe(sha256Of(contents[winner] ?? new Uint8Array()));
  });

  it('gives readers the old or the new while it is replaced', async () => {
    const { store } = trial();
    const contents = Array.from({ length: 8 }, (_, n) => generatedBytes(100_000 + n, n + 1));
    const hashes = contents.map(sha256Of);
    await store.put('bodies/turn', contents[0] ?? bytesOf(''));
    const writing = (async () => {
      for (const bytes of contents) await store.put('bodies/turn', bytes, { contentType: 'test/turn' });
    })();
    for (let n = 0; n < 12; n++) {
      const { info, body } = await store.get('bodies/turn');
      expect(hashes.indexOf(await hashOf(body))).toBe(info.bytes - 100_000);
    }
    await writing;
  });
}

function hasCause(error: unknown, cause: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at === cause) return true;
  return false;
}
