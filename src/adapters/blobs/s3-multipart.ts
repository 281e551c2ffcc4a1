/** Uploads in parts to S3, sent by browsers to presigned URLs. All state is in S3. */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { BlobError, badPart, noSuchUpload } from './blob-error.ts';
import { checkContentType } from './content-type.ts';
import { checkKeyPrefix, checkObjectKey } from './object-key.ts';
import type { Abortable, MultipartUploads, OpenUpload, UploadedPart, UploadHandle } from './port.ts';
import type { S3Connection } from './s3-client.ts';
import { headInS3 } from './s3-read.ts';
import { signS3Part } from './s3-signing.ts';
import { base64OfHex, hexOfBase64 } from './sha256-forms.ts';

export function createS3Multipart(connection: S3Connection, now: () => number): MultipartUploads {
  const { bucket: Bucket } = connection;
  const target = ({ key, uploadId }: UploadHandle): { Bucket: string; Key: string; UploadId: string } => ({
    Bucket,
    Key: checkObjectKey(key),
    UploadId: uploadId,
  });

  /** Some storages say of an upload that is gone that its object is not there, which it never was. */
  const ask = async <Answer>(
    action: string,
    { upload, signal }: { readonly upload: UploadHandle; readonly signal: AbortSignal | undefined },
    send: (client: S3Client, abortable: { abortSignal?: AbortSignal }) => Promise<Answer>,
  ): Promise<Answer> => {
    try {
      return await connection.run({ action, key: upload.key, signal }, send);
    } catch (error) {
      if (error instanceof BlobError && error.code === 'blobs.not-found') throw noSuchUpload(upload.key, error.cause);
      throw error;
    }
  };

  return {
    async create(key, { contentType, partChecksums, signal } = {}) {
      const command = new CreateMultipartUploadCommand({
        Bucket,
        Key: checkObjectKey(key),
        ContentType: checkContentType(contentType),
        ...(partChecksums && { ChecksumAlgorithm: 'SHA256' as const }),
      });
      const { UploadId } = await connection.run({ action: 'start an upload of', key, signal }, (client, abortable) =>
        client.send(command, abortable),
      );
      if (!UploadId) throw new BlobError('blobs.failed', `${connection.description} gave no upload id for ${key}`);
      return { key, uploadId: UploadId };
    },

    signPart: (upload, partNumber, options = {}) =>
      signS3Part(connection, { ...target(upload), PartNumber: partNumber }, { ...options, now }),

    async listParts(upload, { signal } = {}) {
      const parts: UploadedPart[] = [];
      for (let marker: string | undefined; ; ) {
        const command = new ListPartsCommand({ ...target(upload), PartNumberMarker: marker });
        const page = await ask('list the parts of', { upload, signal }, (client, abortable) =>
          client.send(command, abortable),
        );
        for (const { PartNumber = 0, ETag = '', Size = 0, ChecksumSHA256 } of page.Parts ?? []) {
          const sha256 = hexOfBase64(ChecksumSHA256);
          const part = { partNumber: PartNumber, etag: ETag.replaceAll('"', ''), bytes: Size };
          parts.push({ ...part, ...(sha256 !== undefined && { sha256 }) });
        }
        if (!page.IsTruncated) return parts;
        marker = page.NextPartNumberMarker;
      }
    },

    async complete(upload, parts, { signal } = {}) {
      if (parts.length === 0) throw badPart(upload.key, 'no parts are named');
      const Parts = parts.map(({ partNumber, etag, sha256 }) => ({
        PartNumber: partNumber,
        ETag: etag,
        ...(sha256 !== undefined && { ChecksumSHA256: base64OfHex(sha256) }),
      }));
      const command = new CompleteMultipartUploadCommand({ ...target(upload), MultipartUpload: { Parts } });
      await ask('complete the upload of', { upload, signal }, (client, abortable) => client.send(command, abortable));
      return await headInS3(connection, upload.key, signal);
    },

    async abort(upload, { signal } = {}) {
      try {
        const command = new AbortMultipartUploadCommand(target(upload));
        await ask('cancel the upload of', { upload, signal }, (client, abortable) => client.send(command, abortable));
      } catch (error) {
        if (!(error instanceof BlobError && error.code === 'blobs.no-such-upload')) throw error;
      }
    },

    listOpen: (prefix, options) => listOpenUploads(connection, checkKeyPrefix(prefix), options),
  };
}

async function* listOpenUploads(
  connection: S3Connection,
  prefix: string,
  { signal }: Abortable = {},
): AsyncIterable<OpenUpload> {
  for (let marker: { KeyMarker?: string; UploadIdMarker?: string } = {}; ; ) {
    const command = new ListMultipartUploadsCommand({ Bucket: connection.bucket, Prefix: prefix, ...marker });
    const page = await connection.run({ action: 'list the uploads of', key: prefix, signal }, (client, abortable) =>
      client.send(command, abortable),
    );
    for (const { Key = '', UploadId = '', Initiated = new Date(0) } of page.Uploads ?? []) {
      yield { key: Key, uploadId: UploadId, startedAt: Initiated };
    }
    if (!page.IsTruncated) return;
    marker = {
      ...(page.NextKeyMarker && { KeyMarker: page.NextKeyMarker }),
      ...(page.NextUploadIdMarker && { UploadIdMarker: page.NextUploadIdMarker }),
    };
  }
}
