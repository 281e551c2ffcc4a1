/** Copying inside S3, without the content passing through here. */
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { BlobError } from './blob-error.ts';
import { type BlobInfo, MAX_PARTS } from './port.ts';
import type { S3Connection } from './s3-client.ts';
import { SHA256_METADATA } from './s3-put.ts';
import { headInS3 } from './s3-read.ts';

interface Copy {
  readonly source: BlobInfo;
  readonly to: string;
  /** The largest that S3 copies at once. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

export async function copyInS3(connection: S3Connection, copy: Copy): Promise<void> {
  const { source, to, signal } = copy;
  if (source.bytes > copy.limit) return await copyInParts(connection, copy);
  const command = new CopyObjectCommand({
    Bucket: connection.bucket,
    Key: to,
    CopySource: sourceOf(connection, source),
  });
  await connection.run({ action: 'copy', key: source.key, signal }, (client, abortable) =>
    client.send(command, abortable),
  );
}

async function copyInParts(connection: S3Connection, { source, to, limit, signal }: Copy): Promise<void> {
  const target = { Bucket: connection.bucket, Key: to };
  await connection.run({ action: 'copy', key: source.key, signal }, async (client, abortable) => {
    const { UploadId } = await client.send(
      new CreateMultipartUploadCommand({
        ...target,
        ContentType: source.contentType,
        ...(source.sha256 && { Metadata: { [SHA256_METADATA]: source.sha256 } }),
      }),
      abortable,
    );
    try {
      const Parts: CompletedPart[] = [];
      const partBytes = Math.max(limit, Math.ceil(source.bytes / MAX_PARTS));
      for (let start = 0; start < source.bytes; start += partBytes) {
        const PartNumber = Parts.length + 1;
        const last = Math.min(start + partBytes, source.bytes) - 1;
        const part = { ...target, UploadId, PartNumber, CopySource: sourceOf(connection, source) };
        const command = new UploadPartCopyCommand({ ...part, CopySourceRange: `bytes=${start}-${last}` });
        const { CopyPartResult } = await client.send(command, abortable);
        Parts.push({ PartNumber, ETag: CopyPartResult?.ETag });
      }
      // A source that was replaced meanwhile has been copied half and half. CopySourceIfMatch would say so with every part,
      // but Swift does not know the tags of objects that were made of parts there.
      const { etag } = await headInS3(connection, source.key, signal);
      if (etag !== source.etag) throw replaced(source.key);
      await client.send(
        new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
        abortable,
      );
    } catch (error) {
      // Without the signal: what an aborted copy has stored so far must go too.
      await client.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => undefined);
      throw error;
    }
  });
}

const replaced = (key: string): BlobError =>
  new BlobError('blobs.damaged-body', `${key} was replaced while it was being copied: copy it again`, {
    retryable: true,
  });

const sourceOf = ({ bucket }: S3Connection, { key }: BlobInfo): string =>
  `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
