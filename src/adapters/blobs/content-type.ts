/** What an object is said to be. */
import { BlobError } from './blob-error.ts';

/** Of objects about which nothing was said. */
export const DEFAULT_CONTENT_TYPE = 'application/octet-stream';

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;[\x20-\x7e]*)?$/;

/** Gives it back if it can stand in a header. @throws BlobError `blobs.bad-request`. */
export function checkContentType(contentType: string = DEFAULT_CONTENT_TYPE): string {
  if (MEDIA_TYPE.test(contentType) && contentType.length <= 255) return contentType;
  throw new BlobError(
    'blobs.bad-request',
    `${JSON.stringify(contentType.slice(0, 80))} is no content type: use one like video/mp4`,
  );
}
