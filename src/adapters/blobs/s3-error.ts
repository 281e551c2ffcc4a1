/** Failures of S3 in words. */
import { BlobError, type BlobErrorCode, badPart, noSuchUpload, notFound } from './blob-error.ts';

export interface FailedRequest {
  /** `read`, `write`, … */
  readonly action: string;
  readonly key: string;
  /** `s3://bucket at endpoint`. */
  readonly storage: string;
}

type Explain = (request: FailedRequest, cause: unknown) => BlobError;

const explain =
  (code: BlobErrorCode, text: (request: FailedRequest) => string, retryable = false): Explain =>
  (request, cause) =>
    new BlobError(code, text(request), { cause, retryable });

const couldNot = ({ action, key, storage }: FailedRequest): string =>
  `Could not ${action} ${key || 'objects'} in ${storage}`;

const denied = explain(
  'blobs.access-denied',
  (request) =>
    `${couldNot(request)}: access is denied; give the key or role s3:GetObject, PutObject, DeleteObject, ListBucket, ` +
    'AbortMultipartUpload, ListMultipartUploadParts and ListBucketMultipartUploads on this bucket',
);
const badCredentials = explain(
  'blobs.access-denied',
  (request) =>
    `${couldNot(request)}: the access key is unknown, wrong or expired; set AWS_ACCESS_KEY_ID and ` +
    "AWS_SECRET_ACCESS_KEY anew, or the host's role",
);
const unavailable = explain(
  'blobs.unavailable',
  (request) =>
    `${couldNot(request)}: the storage does not answer or is busy; try again, and check its address and the network`,
  true,
);
const noBucket = explain(
  'blobs.misconfigured',
  (request) =>
    `${couldNot(request)}: there is no such bucket; create it, or set another (AWS_S3_BUCKET, AWS_DEFAULT_REGION)`,
);
/** The client learns the storage's time from the refusal: where a clock has been set in the meantime, the next try succeeds. */
const badClock = explain(
  'blobs.misconfigured',
  (request) => `${couldNot(request)}: the clock of this host is wrong; set it (NTP), then try again`,
  true,
);
const damaged = explain(
  'blobs.damaged-body',
  (request) => `${couldNot(request)}: the content arrived damaged or cut and was not stored; send it again`,
  true,
);
const tooLarge = explain('blobs.too-large', (request) => `${couldNot(request)}: it is too large; upload it in parts`);
const badRange = explain(
  'blobs.bad-range',
  (request) => `${couldNot(request)}: the range lies behind its end; ask for less`,
);
const full = explain('blobs.storage-full', (request) => `${couldNot(request)}: the storage is full; free space`, true);

/** By the error code that S3 answers, or the system's code where no answer came. */
const BY_CODE: Readonly<Record<string, Explain>> = {
  NoSuchKey: ({ key }, cause) => notFound(key, cause),
  NotFound: ({ key }, cause) => notFound(key, cause),
  NoSuchBucket: noBucket,
  PermanentRedirect: noBucket,
  NoSuchUpload: ({ key }, cause) => noSuchUpload(key, cause),
  InvalidPart: ({ key }, cause) => badPart(key, 'a part has not arrived, or is another one', cause),
  InvalidPartOrder: ({ key }, cause) => badPart(key, 'the parts are not in ascending order', cause),
  EntityTooSmall: ({ key }, cause) => badPart(key, 'a part other than the last is too small', cause),
  MalformedXML: ({ key }, cause) => badPart(key, 'the list of parts is empty or not valid', cause),
  InvalidRange: badRange,
  AccessDenied: denied,
  AllAccessDisabled: denied,
  InvalidAccessKeyId: badCredentials,
  SignatureDoesNotMatch: badCredentials,
  ExpiredToken: badCredentials,
  InvalidToken: badCredentials,
  CredentialsProviderError: badCredentials,
  RequestTimeTooSkewed: badClock,
  BadDigest: damaged,
  IncompleteBody: damaged,
  XAmzContentSHA256Mismatch: damaged,
  XAmzContentChecksumMismatch: damaged,
  EntityTooLarge: tooLarge,
  QuotaExceeded: full,
  XMinioStorageFull: full,
};

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'EPROTO',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'TimeoutError',
  'NetworkingError',
  'RequestTimeout',
  'SlowDown',
]);

/** The error as a {@link BlobError}. */
export function explainS3Error(error: unknown, request: FailedRequest): BlobError {
  if (error instanceof BlobError) return error;
  const cause = withoutAnswer(error);
  const {
    name = '',
    code = '',
    Code = '',
    $metadata,
  } = Object(error) as Partial<Record<string, string>> & {
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode ?? 0;
  const known = BY_CODE[name] ?? BY_CODE[Code];
  if (known) return known(request, cause);
  if ([name, code, Code].some((text) => UNREACHABLE.has(text)) || status >= 500 || status === 429 || status === 408) {
    return unavailable(request, cause);
  }
  if (status === 401 || status === 403) return denied(request, cause);
  if (status === 404) return notFound(request.key, cause);
  if (status === 413) return tooLarge(request, cause);
  if (status === 416) return badRange(request, cause);
  const message = error instanceof Error ? error.message : String(error);
  return new BlobError('blobs.failed', `${couldNot(request)}: ${message.split('\n')[0]}; see the log`, {
    cause,
  });
}

/** What S3 refused, for the log: the SDK's error drags along the whole answer, sockets and signed headers included. */
function withoutAnswer(error: unknown): unknown {
  if (!(error instanceof Error) || !('$metadata' in error)) return error;
  const { httpStatusCode: status, requestId } = error.$metadata as { httpStatusCode?: number; requestId?: string };
  const slim = Object.assign(new Error(error.message), { name: error.name, status, requestId });
  if (error.stack !== undefined) slim.stack = error.stack;
  return slim;
}
