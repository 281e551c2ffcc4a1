/** `GET` and `HEAD` of an object, whole or in part. */
import { type BlobRequest, type BlobResponse, headerOf } from './blob-http.ts';
import { parseRangeHeader, type Span } from './byte-range.ts';
import { attachment } from './content-disposition.ts';
import type { BlobInfo, BlobStore } from './port.ts';
import type { GetGrant } from './signed-url.ts';

export async function serveObject(
  store: BlobStore,
  grant: GetGrant,
  request: BlobRequest,
  signal?: AbortSignal,
): Promise<BlobResponse> {
  const abortable = signal ? { signal } : {};
  for (;;) {
    const info = await store.head(grant.key, abortable);
    const { status, headers, span } = planResponse(info, grant, request);
    if (!span || request.method === 'HEAD') return { status, headers, body: null };
    const content = await store.get(grant.key, { ...abortable, ...(status === 206 && { range: span }) });
    if (content.info.etag === info.etag) return { status, headers, body: content.body };
    // Replaced since the headers were made: they would not fit.
    content.body.destroy();
  }
}

interface Plan {
  readonly status: 200 | 206 | 304 | 416;
  readonly headers: Readonly<Record<string, string>>;
  /** What to send; null: nothing. */
  readonly span: Span | null;
}

function planResponse(info: BlobInfo, grant: GetGrant, request: BlobRequest): Plan {
  const headers = headersOf(info, grant);
  if (namesTag(headerOf(request, 'if-none-match'), info.etag)) return { status: 304, headers, span: null };
  const ifRange = headerOf(request, 'if-range');
  const isSame = ifRange === undefined || ifRange === `"${info.etag}"`;
  const span = isSame ? parseRangeHeader(headerOf(request, 'range'), info.bytes) : null;
  if (span === 'unsatisfiable') {
    const range = { 'Content-Range': `bytes */${info.bytes}`, 'Content-Length': '0' };
    return { status: 416, headers: { ...SAFETY, ...range }, span: null };
  }
  if (span === null) {
    const length = { 'Content-Length': String(info.bytes) };
    return { status: 200, headers: { ...headers, ...length }, span: { start: 0, length: info.bytes } };
  }
  const last = span.start + span.length - 1;
  const range = { 'Content-Length': String(span.length), 'Content-Range': `bytes ${span.start}-${last}/${info.bytes}` };
  return { status: 206, headers: { ...headers, ...range }, span };
}

/** What was uploaded is shown by a browser, but never run with the rights of the API's address. */
const SAFETY = { 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'; sandbox" };

function headersOf(info: BlobInfo, { downloadName }: GetGrant): Record<string, string> {
  return {
    ...SAFETY,
    'Accept-Ranges': 'bytes',
    'Content-Type': info.contentType,
    'Cache-Control': 'private, no-cache',
    ETag: `"${info.etag}"`,
    'Last-Modified': info.modifiedAt.toUTCString(),
    ...(downloadName !== undefined && { 'Content-Disposition': attachment(downloadName) }),
  };
}

function namesTag(header: string | undefined, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes('*') || tags.includes(`"${etag}"`);
}
