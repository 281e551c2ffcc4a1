/** A body on its way into a store: counted, hashed, and stopped when it is not what it was said to be. */
import { createHash } from 'node:crypto';
import { BlobError } from './blob-error.ts';
import type { BlobBody } from './port.ts';

export interface BodyPromise {
  readonly bytes?: number;
  /** Lower-case hexadecimal. */
  readonly sha256?: string;
  readonly minBytes?: number;
  readonly maxBytes?: number;
}

export interface CheckedBody extends AsyncIterable<Uint8Array> {
  /** After the last piece. @throws before it. */
  result(): { readonly bytes: number; readonly sha256: string };
}

/**
 * Passes the pieces on. The iteration throws instead of ending when the promise is broken, so that a writer that keeps nothing of
 * a failed body keeps nothing of a wrong one.
 *
 * @throws BlobError `blobs.damaged-body`, `blobs.too-large`; the signal's reason.
 */
export function checkBody(key: string, body: BlobBody, promise: BodyPromise, signal?: AbortSignal): CheckedBody {
  let done: { bytes: number; sha256: string } | undefined;
  return {
    result() {
      if (!done) throw new Error('The body has not been read to its end.');
      return done;
    },
    async *[Symbol.asyncIterator]() {
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const piece of body instanceof Uint8Array ? [body] : body) {
        signal?.throwIfAborted();
        bytes += piece.byteLength;
        if (bytes > (promise.maxBytes ?? Number.POSITIVE_INFINITY)) throw tooLarge(key, promise.maxBytes ?? 0);
        if (bytes > (promise.bytes ?? Number.POSITIVE_INFINITY)) throw wrongLength(key, `more than ${promise.bytes}`);
        hash.update(piece);
        yield piece;
      }
      signal?.throwIfAborted();
      if (promise.bytes !== undefined && bytes < promise.bytes) throw wrongLength(key, `${bytes} of ${promise.bytes}`);
      if (bytes < (promise.minBytes ?? 0)) throw wrongLength(key, `${bytes} of at least ${promise.minBytes}`);
      const sha256 = hash.digest('hex');
      if (promise.sha256 !== undefined && sha256 !== promise.sha256) throw damaged(key, sha256, promise.sha256);
      done = { bytes, sha256 };
    },
  };
}

function tooLarge(key: string, maxBytes: number): BlobError {
  return new BlobError('blobs.too-large', `${key} may have ${maxBytes} bytes at most: send a smaller file`);
}

function wrongLength(key: string, arrived: string): BlobError {
  return new BlobError('blobs.damaged-body', `Of ${key}, ${arrived} bytes arrived: nothing was stored; send it again`, {
    retryable: true,
  });
}

function damaged(key: string, actual: string, promised: string): BlobError {
  const message = `${key} arrived with sha256 ${actual} instead of ${promised}: nothing was stored; send it again`;
  return new BlobError('blobs.damaged-body', message, { retryable: true });
}
