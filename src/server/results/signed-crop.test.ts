import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLocalBlobStore } from '../../adapters/blobs/local-blob-store.ts';
import { signedCrop, URL_SECONDS } from './signed-crop.ts';

const store = () =>
  createLocalBlobStore({ root: '/nowhere', fs: {} as never, secret: 'a'.repeat(40), baseUrl: 'http://x/blobs' });
const expiryOf = (url: string | null): number => Number(new URL(url ?? '').searchParams.get('expires'));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: 1_800_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

it('gives a picture one URL for a while, and a new one long before that expires', async () => {
  const blobs = store();
  const first = await signedCrop(blobs, 'crops/a.jpg');
  vi.setSystemTime(1_800_000_000_000 + 600_000);
  expect(await signedCrop(blobs, 'crops/a.jpg')).toBe(first);
  expect(await signedCrop(blobs, 'crops/b.jpg')).toContain('/crops/b.jpg?');
  for (const minutes of [16, 31, 90, 600]) {
    vi.setSystemTime(1_800_000_000_000 + minutes * 60_000);
    const url = await signedCrop(blobs, 'crops/a.jpg');
    expect(expiryOf(url) - Date.now() / 1000).toBeGreaterThanOrEqual((3 / 4) * URL_SECONDS);
  }
});

it('keeps the URLs of one store from another', async () => {
  const [one, other] = [store(), store()];
  const url = await signedCrop(one, 'crops/a.jpg');
  vi.setSystemTime(1_800_000_000_000 + 60_000);
  expect(expiryOf(await signedCrop(other, 'crops/a.jpg'))).toBe(expiryOf(url) + 60);
  expect(await signedCrop(one, null)).toBeNull();
});
