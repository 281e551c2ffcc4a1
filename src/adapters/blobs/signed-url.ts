/**
 * URLs of the local store: what S3's presigned URLs are to S3. A URL allows one thing, its *grant*, on one key until it
 * expires. It holds the grant in its path and query and an HMAC over all of it, so nothing in it can be changed, added or
 * left out.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { BlobError } from './blob-error.ts';
import { checkObjectKey } from './object-key.ts';

const grantSchema = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.literal('get'), key: z.string(), downloadName: z.string().optional() }),
  z.strictObject({
    operation: z.literal('part'),
    key: z.string(),
    uploadId: z.string(),
    partNumber: z.coerce.number(),
    sha256: z.string().optional(),
  }),
  z.strictObject({
    operation: z.literal('post'),
    key: z.string(),
    contentType: z.string(),
    minBytes: z.coerce.number(),
    maxBytes: z.coerce.number(),
  }),
]);

/** What a URL allows. */
export type Grant = z.infer<typeof grantSchema>;
export type GetGrant = Extract<Grant, { operation: 'get' }>;
export type PartGrant = Extract<Grant, { operation: 'part' }>;
export type PostGrant = Extract<Grant, { operation: 'post' }>;

/** A `HEAD` tells less than the `GET` that is allowed, so it needs no URL of its own. */
const METHODS: Readonly<Record<Grant['operation'], readonly string[]>> = {
  get: ['GET', 'HEAD'],
  part: ['PUT'],
  post: ['POST'],
};

/** @param baseUrl where the request handler is mounted, without a slash at the end. `expiresAt` is in Unix seconds. */
export function signUrl(
  grant: Grant,
  baseUrl: string,
  { secret, expiresAt }: { secret: string; expiresAt: number },
): string {
  const { key, ...rest } = grant;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.set(name, String(value));
  query.set('expires', String(expiresAt));
  query.set('signature', signatureOf(key, query, secret).toString('base64url'));
  return `${baseUrl}/${key.split('/').map(encodeURIComponent).join('/')}?${query}`;
}

export interface SignedRequest {
  readonly method: string;
  /** Path and query exactly as they came over the wire: whoever resolves `..` first signs off on it. */
  readonly url: string;
}

export interface VerifyOptions {
  readonly secret: string;
  /** Path of the base URL: `/blobs`. */
  readonly basePath: string;
  /** Unix seconds. */
  readonly now: number;
}

/** Gives what a request may do. @throws BlobError `blobs.bad-signature`, `blobs.bad-request`, `blobs.bad-key`. */
export function verifyUrl(request: SignedRequest, { secret, basePath, now }: VerifyOptions): Grant {
  const [path = '', search = ''] = splitOnce(request.url);
  const key = keyOf(path, basePath);
  const query = new URLSearchParams(search);
  const given = Buffer.from(query.get('signature') ?? '', 'base64url');
  query.delete('signature');
  const expected = signatureOf(key, query, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw refused('it was not signed here, or changed afterwards');
  }
  if (Number(query.get('expires')) <= now) throw refused('it has expired');
  query.delete('expires');
  const grant = grantSchema.parse({ ...Object.fromEntries(query), key });
  if (!METHODS[grant.operation].includes(request.method)) {
    throw refused(`it is for ${METHODS[grant.operation].join(' and ')}`);
  }
  return grant;
}

/** Names may not repeat in what is signed, so two readings of a query never differ. */
function signatureOf(key: string, query: URLSearchParams, secret: string): Buffer {
  const pairs = [...query].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', secret)
    .update(JSON.stringify(['screenalytics-blob-url-1', key, pairs]))
    .digest();
}

/** Decodes once, segment by segment: an encoded slash does not become a divider, and `%252e` is no dot. */
function keyOf(path: string, basePath: string): string {
  if (!path.startsWith(`${basePath}/`)) throw refused('it leads elsewhere');
  let segments: string[];
  try {
    segments = path
      .slice(basePath.length + 1)
      .split('/')
      .map(decodeURIComponent);
  } catch (cause) {
    throw new BlobError('blobs.bad-request', 'The path of the URL is not properly encoded: ask for a new URL', {
      cause,
    });
  }
  if (segments.some((segment) => segment.includes('/'))) throw refused('its path holds an encoded slash');
  return checkObjectKey(segments.join('/'));
}

function splitOnce(url: string): [string, string] {
  const at = url.indexOf('?');
  return at === -1 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

const refused = (why: string): BlobError =>
  new BlobError('blobs.bad-signature', `This URL cannot be used: ${why}; ask the API for a new one`);
