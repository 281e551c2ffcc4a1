/**
 * Answers requests to the local store's signed URLs, as S3 answers those to its own. Knows no framework: a request is what Node's
 * `IncomingMessage` is, a response is a value.
 */
import { BlobError, type BlobErrorCode } from './blob-error.ts';
import type { BlobRequest, BlobResponse } from './blob-http.ts';
import { systemCode } from './file-error.ts';
import type { LocalBlobStore } from './local-blob-store.ts';
import { receivePart } from './receive-part.ts';
import { receivePost } from './receive-post.ts';
import { serveObject } from './serve-object.ts';
import { type Grant, verifyUrl } from './signed-url.ts';

export type BlobRequestHandler = (request: BlobRequest, signal?: AbortSignal) => Promise<BlobResponse>;

export interface LocalBlobHandlerOptions {
  /** The same as the store's. */
  readonly secret: string;
  readonly baseUrl: string;
  readonly now?: () => number;
}

/** Never rejects: what goes wrong becomes a response. Errors that are nobody's fault but ours go to `onFault`. */
export function createLocalBlobHandler(
  store: LocalBlobStore,
  options: LocalBlobHandlerOptions & { readonly onFault?: (error: unknown) => void },
): BlobRequestHandler {
  const { secret, now = Date.now, onFault } = options;
  const basePath = new URL(options.baseUrl).pathname.replace(/\/$/, '');
  return async (request, signal) => {
    try {
      const { method = 'GET', url = '/' } = request;
      const grant = verifyUrl({ method, url }, { secret, basePath, now: now() / 1000 });
      return await answer(store, grant, request, signal);
    } catch (error) {
      if (signal?.aborted || systemCode(error) === 'ECONNRESET') return errorResponse(400, CLIENT_GONE);
      const status = error instanceof BlobError ? (STATUS[error.code as BlobErrorCode] ?? 500) : 500;
      if (status === 500) onFault?.(error);
      return errorResponse(status, error);
    }
  };
}

function answer(
  store: LocalBlobStore,
  grant: Grant,
  request: BlobRequest,
  signal?: AbortSignal,
): Promise<BlobResponse> {
  switch (grant.operation) {
    case 'get':
      return serveObject(store, grant, request, signal);
    case 'part':
      return receivePart(store, grant, request, signal);
    case 'post':
      return receivePost(store, grant, request, signal);
  }
}

const STATUS: Readonly<Partial<Record<BlobErrorCode, number>>> = {
  'blobs.bad-key': 400,
  'blobs.bad-request': 400,
  'blobs.bad-part': 400,
  'blobs.damaged-body': 400,
  'blobs.bad-signature': 403,
  'blobs.not-found': 404,
  'blobs.no-such-upload': 404,
  'blobs.key-conflict': 409,
  'blobs.too-large': 413,
  'blobs.unavailable': 503,
  'blobs.storage-full': 507,
};

const CLIENT_GONE = new BlobError('blobs.damaged-body', 'The client went away before the body had arrived');

/** What a stranger learns of a fault is that there was one. */
function errorResponse(status: number, error: unknown): BlobResponse {
  const known = error instanceof BlobError && status !== 500;
  const code = known ? error.code : 'blobs.failed';
  const message = known ? error.message : 'The storage failed: try again, and look into the log of the server';
  return {
    status,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code, message }),
  };
}
