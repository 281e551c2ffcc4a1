/** Reading objects and listings from S3. */

import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { abortStream } from './abort-stream.ts';
import { BlobError } from './blob-error.ts';
import { spanOf } from './byte-range.ts';
import { DEFAULT_CONTENT_TYPE } from './content-type.ts';
import type { BlobContent, BlobInfo, BlobPage, ByteRange } from './port.ts';
import type { S3Connection } from './s3-client.ts';
import { explainS3Error } from './s3-error.ts';
import { SHA256_METADATA } from './s3-put.ts';
import { hexOfBase64 } from './sha256-forms.ts';

/** What answers about an object have in common. */
interface ObjectAnswer {
  readonly ContentLength?: number | undefined;
  readonly ContentType?: string | undefined;
  readonly ETag?: string | undefined;
  readonly LastModified?: Date | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly Metadata?: Record<string, string> | undefined;
}

export async function headInS3(connection: S3Connection, key: string, signal?: AbortSignal): Promise<BlobInfo> {
  const command = new HeadObjectCommand({ Bucket: connection.bucket, Key: key, ChecksumMode: 'ENABLED' });
  const answer = await connection.run({ action: 'look at', key, signal }, (client, abortable) =>
    client.send(command, abortable),
  );
  return infoOf(key, answer, answer.ContentLength ?? 0);
}

export async function getFromS3(
  connection: S3Connection,
  key: string,
  { range, signal }: { readonly range?: ByteRange | undefined; readonly signal?: AbortSignal | undefined },
): Promise<BlobContent> {
  const command = new GetObjectCommand({
    Bucket: connection.bucket,
    Key: key,
    ...(range && { Range: headerFor(range, key) }),
  });
  const subject = { action: 'read', key, signal };
  const answer = await connection.run(subject, (client, abortable) => client.send(command, abortable));
  const length = answer.ContentLength ?? 0;
  const bytes = Number(/\/(\d+)$/.exec(answer.ContentRange ?? '')?.[1] ?? length);
  const start = range?.start ?? 0;
  // A server that ignores the range would hand out other bytes than were asked for.
  if (range && !answer.ContentRange) {
    (answer.Body as Readable).destroy();
    throw new BlobError('blobs.failed', `${connection.description} does not know byte ranges: use another S3 storage`);
  }
  const body = Readable.from(explained(answer.Body as Readable, connection, key), { objectMode: false });
  return { info: infoOf(key, answer, bytes), start, length, body: abortStream(body, signal) };
}

export async function listInS3(
  connection: S3Connection,
  prefix: string,
  {
    cursor,
    pageSize,
    signal,
  }: { readonly cursor?: string | undefined; readonly pageSize: number; readonly signal?: AbortSignal | undefined },
): Promise<BlobPage> {
  const command = new ListObjectsV2Command({
    Bucket: connection.bucket,
    Prefix: prefix,
    MaxKeys: pageSize,
    ContinuationToken: cursor,
  });
  const answer = await connection.run({ action: 'list', key: prefix, signal }, (client, abortable) =>
    client.send(command, abortable),
  );
  const blobs = (answer.Contents ?? []).map((found) => ({
    key: found.Key ?? '',
    bytes: found.Size ?? 0,
    modifiedAt: found.LastModified ?? new Date(0),
  }));
  return { blobs, ...(answer.NextContinuationToken && { cursor: answer.NextContinuationToken }) };
}

/** A connection that breaks in the middle of an object is told like one that did not come about. */
async function* explained(body: Readable, connection: S3Connection, key: string): AsyncIterable<Uint8Array> {
  try {
    yield* body as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw explainS3Error(error, { action: 'read', key, storage: connection.description });
  }
}

/** S3 cuts at the end by itself; only what is no range at all has to be found here. */
function headerFor(range: ByteRange, key: string): string {
  const { start, length } = spanOf(range, Number.MAX_SAFE_INTEGER, key);
  return range.length === undefined ? `bytes=${start}-` : `bytes=${start}-${start + length - 1}`;
}

function infoOf(key: string, answer: ObjectAnswer, bytes: number): BlobInfo {
  const sha256 = answer.Metadata?.[SHA256_METADATA] ?? hexOfBase64(answer.ChecksumSHA256);
  return {
    key,
    bytes,
    etag: (answer.ETag ?? '').replaceAll('"', ''),
    contentType: answer.ContentType ?? DEFAULT_CONTENT_TYPE,
    modifiedAt: answer.LastModified ?? new Date(0),
    ...(sha256 !== undefined && { sha256 }),
  };
}
