import { LRUCache } from 'lru-cache';
import type { BlobStore } from '../../adapters/blobs/port.ts';

/** How long a URL of a picture or file works: as long as somebody looks at a page. */
export const URL_SECONDS = 3600;
/**
 * So long a picture keeps its URL: a browser that asks again has the picture already, and a list of 50 episodes does not sign
 * 300 times. Whoever gets the URL at last still has it for three quarters of its time.
 */
const SAME_URL_SECONDS = URL_SECONDS / 4;
/** Half a kilobyte each. */
const MOST_URLS = 20_000;

const signed = new WeakMap<BlobStore, LRUCache<string, string>>();

/** By the clock that URLs expire by, which may be put forward. */
const perf = { now: () => Date.now() };

function urlsOf(blobs: BlobStore): LRUCache<string, string> {
  const known = signed.get(blobs);
  if (known) return known;
  const urls = new LRUCache<string, string>({ max: MOST_URLS, ttl: SAME_URL_SECONDS * 1000, ttlResolution: 0, perf });
  signed.set(blobs, urls);
  return urls;
}

/** URL of a crop; null where there is none. */
export async function signedCrop(blobs: BlobStore, key: string | null): Promise<string | null> {
  if (key === null) return null;
  const urls = urlsOf(blobs);
  const known = urls.get(key);
  if (known !== undefined) return known;
  const url = await blobs.signGet(key, { expiresInSeconds: URL_SECONDS });
  urls.set(key, url);
  return url;
}
