/** The connection to an S3 storage. */
import { S3Client } from '@aws-sdk/client-s3';
import { BlobError } from './blob-error.ts';
import { explainS3Error } from './s3-error.ts';

export interface S3Options {
  readonly bucket: string;
  readonly region: string;
  /** Another storage that speaks S3: `https://minio.example.org`. Absent: Amazon. */
  readonly endpoint?: string;
  /** Address buckets as `endpoint/bucket` instead of `bucket.endpoint`. Default: when there is an endpoint. */
  readonly pathStyle?: boolean;
  /** Absent: as the SDK finds them (environment, shared files, role of the host). */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Tries per request. Default 3. */
  readonly attempts?: number;
  /** Longest wait for a connection, and longest silence on one, in milliseconds. Default 5 000 and 30 000. */
  readonly connectTimeoutMs?: number;
  readonly silenceTimeoutMs?: number;
  /**
   * Parts of streamed bodies, at least. Default 8 MiB. Two are in memory at a time.
   */
  readonly partBytes?: number;
  /** Objects above this are copied in parts of this size; S3 copies no more at once. Default 5 GiB. */
  readonly copyPartBytes?: number;
  /** Milliseconds since 1970; dates signatures of URLs. */
  readonly now?: () => number;
}

/** The client, what it talks to, and how its failures are told. */
export interface S3Connection {
  readonly client: S3Client;
  readonly bucket: string;
  readonly description: string;
  /**
   * Runs one request.
   *
   * @param what begins the message of a failure: `Reading raw/x.mp4`.
   * @throws BlobError, or the signal's reason.
   */
  run<T>(
    what: RequestSubject,
    request: (client: S3Client, abortable: { abortSignal?: AbortSignal }) => Promise<T>,
  ): Promise<T>;
}

export interface RequestSubject {
  /** What is done: `read`, `write`, … */
  readonly action: string;
  /** The key or prefix it is done to. */
  readonly key: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Checksums are sent only where S3 demands one or this adapter asks for one. The SDK's default, a CRC32 with every request,
 * is refused by servers that do not know trailing checksums, and it puts the checksum of an empty body into presigned URLs.
 */
export function connectS3(options: S3Options): S3Connection {
  const { bucket, region, endpoint, credentials } = options;
  if (bucket === '') throw new BlobError('blobs.misconfigured', 'The name of the S3 bucket is empty: set it');
  const client = new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
    forcePathStyle: options.pathStyle ?? endpoint !== undefined,
    maxAttempts: options.attempts ?? 3,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: options.connectTimeoutMs ?? 5_000,
      socketTimeout: options.silenceTimeoutMs ?? 30_000,
    },
  });
  const description = `s3://${bucket} at ${endpoint ?? `Amazon ${region}`}`;
  return {
    client,
    bucket,
    description,
    async run({ action, key, signal }, request) {
      signal?.throwIfAborted();
      try {
        return await request(client, { ...(signal && { abortSignal: signal }) });
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        throw explainS3Error(error, { action, key, storage: description });
      }
    },
  };
}
