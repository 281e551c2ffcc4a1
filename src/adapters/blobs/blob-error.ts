/** The errors of the blobs port. */
import { UserError } from '../../errors.ts';

export type BlobErrorCode =
  /** The key breaks a rule of object-key.ts. */
  | 'blobs.bad-key'
  | 'blobs.not-found'
  /** The asked range begins behind the object's end. */
  | 'blobs.bad-range'
  /** On a file system a key cannot be an object and the folder of other objects at once. */
  | 'blobs.key-conflict'
  /** The multipart upload was completed or aborted, or never was. */
  | 'blobs.no-such-upload'
  /** Parts are missing, out of order, too small, or not the ones that were uploaded. */
  | 'blobs.bad-part'
  /** What arrived is shorter or longer than announced, or not what its hash promised. */
  | 'blobs.damaged-body'
  | 'blobs.too-large'
  /** A signed URL that is expired, altered, or used for what it was not signed for. */
  | 'blobs.bad-signature'
  | 'blobs.bad-request'
  | 'blobs.access-denied'
  | 'blobs.storage-full'
  /** The storage does not answer, answers too slowly, or says that it is busy. */
  | 'blobs.unavailable'
  | 'blobs.misconfigured'
  | 'blobs.failed';

/** An object cannot be stored or had; the message says what to do. */
export class BlobError extends UserError {
  override readonly name = 'BlobError';

  constructor(code: BlobErrorCode, message: string, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(code, message, options);
  }
}

export const notFound = (key: string, cause?: unknown): BlobError =>
  new BlobError('blobs.not-found', `There is no object ${key}: check the key, or upload it again`, { cause });

export const badRange = (key: string, start: number): BlobError =>
  new BlobError('blobs.bad-range', `The object ${key} ends before byte ${start}: ask for bytes inside it`);

export const noSuchUpload = (key: string, cause?: unknown): BlobError =>
  new BlobError(
    'blobs.no-such-upload',
    `The upload of ${key} is not open: it was completed or cancelled; look whether the object is there, else start again`,
    { cause },
  );

export const badPart = (key: string, why: string, cause?: unknown): BlobError =>
  new BlobError('blobs.bad-part', `The upload of ${key} cannot be completed: ${why}; send these parts again`, {
    cause,
  });
