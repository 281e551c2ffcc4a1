/** `PUT` of one part of an upload. */
import { BlobError } from './blob-error.ts';
import { announcedBytes, type BlobRequest, type BlobResponse } from './blob-http.ts';
import type { LocalBlobStore } from './local-blob-store.ts';
import type { PartGrant } from './signed-url.ts';

/** S3's own limit. */
const MAX_PART_BYTES = 5 * 1024 ** 3;

/** A part whose sender goes away half-way is not kept: its length has to be announced, and its whole length to arrive. */
export async function receivePart(
  store: LocalBlobStore,
  grant: PartGrant,
  request: BlobRequest,
  signal?: AbortSignal,
): Promise<BlobResponse> {
  const bytes = announcedBytes(request);
  if (bytes === undefined) {
    throw new BlobError('blobs.bad-request', 'The length of the part is missing: send it with a Content-Length header');
  }
  const { partNumber, sha256 } = grant;
  const part = await store.uploads.writePart(grant, partNumber, request, {
    bytes,
    maxBytes: MAX_PART_BYTES,
    ...(sha256 !== undefined && { sha256 }),
    ...(signal && { signal }),
  });
  return { status: 200, headers: { ETag: `"${part.etag}"`, 'Content-Length': '0' }, body: null };
}
