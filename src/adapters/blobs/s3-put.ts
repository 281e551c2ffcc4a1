/** Writing objects to S3. */

import { Readable } from 'node:stream';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { checkBody } from './checked-body.ts';
import { checkContentType } from './content-type.ts';
import { type BlobBody, MAX_PARTS, type PutOptions } from './port.ts';
import type { S3Connection } from './s3-client.ts';
import { base64OfHex } from './sha256-forms.ts';

/** Where an object's own SHA-256 is noted: S3 itself knows it only for objects that came in one piece. */
export const SHA256_METADATA = 'sha256';

/**
 * Bytes go in one request with their SHA-256, which S3 checks. Streams go in parts of which two are in memory; a stream that
 * fails, or is not what it was said to be, leaves nothing.
 */
export async function putToS3(
  connection: S3Connection,
  { key, body, partBytes }: { readonly key: string; readonly body: BlobBody; readonly partBytes: number },
  options: PutOptions,
): Promise<void> {
  const { signal } = options;
  const target = { Bucket: connection.bucket, Key: key, ContentType: checkContentType(options.contentType) };
  const checked = checkBody(key, body, options, signal);
  const subject = { action: 'write', key, signal };
  if (body instanceof Uint8Array) {
    for await (const _ of checked);
    const { sha256 } = checked.result();
    const command = new PutObjectCommand({
      ...target,
      Body: body,
      ContentLength: body.byteLength,
      ChecksumSHA256: base64OfHex(sha256),
      Metadata: { [SHA256_METADATA]: sha256 },
    });
    await connection.run(subject, (client, abortable) => client.send(command, abortable));
    return;
  }
  const { bytes, sha256 } = options;
  const stream = Readable.from(checked, { objectMode: false });
  const upload = new Upload({
    client: connection.client,
    params: {
      ...target,
      Body: stream,
      ChecksumAlgorithm: 'SHA256',
      ...(sha256 !== undefined && { Metadata: { [SHA256_METADATA]: sha256 } }),
    },
    partSize: Math.max(partBytes, Math.ceil((bytes ?? 0) / MAX_PARTS)),
    queueSize: 2,
    leavePartsOnError: false,
  });
  const abort = (): void => void upload.abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    await connection.run(subject, () => upload.done());
  } finally {
    signal?.removeEventListener('abort', abort);
    stream.destroy();
  }
}
