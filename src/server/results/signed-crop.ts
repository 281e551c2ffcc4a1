import type { BlobStore } from '../../adapters/blobs/port.ts';

/** How long a URL of a picture or file works: as long as somebody looks at a page. */
export const URL_SECONDS = 3600;

/** URL of a crop; null where there is none. */
export async function signedCrop(blobs: BlobStore, key: string | null): Promise<string | null> {
  return key === null ? null : await blobs.signGet(key, { expiresInSeconds: URL_SECONDS });
}
