/** Requests and responses of the local store's URLs, free of any framework. */
import type { Readable } from 'node:stream';

/** `IncomingMessage` fits. Iterating gives the body. */
export interface BlobRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  /** Path and query, exactly as received. */
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface BlobResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: none. A stream is to be destroyed when the client goes away. */
  readonly body: Readable | string | null;
}

/** A header that is sent at most once; undefined when it is absent or repeated. */
export function headerOf(request: BlobRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** The announced length of the body; undefined when it is not announced. */
export function announcedBytes(request: BlobRequest): number | undefined {
  const value = headerOf(request, 'content-length');
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
