/** Implementation of the blobs port on S3 and storages that speak its protocol. */
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { BlobError } from './blob-error.ts';
import { checkKeyPrefix, checkObjectKey } from './object-key.ts';
import type { BlobStore } from './port.ts';
import { connectS3, type S3Options } from './s3-client.ts';
import { copyInS3 } from './s3-copy.ts';
import { deletePrefixFromS3 } from './s3-delete.ts';
import { createS3Multipart } from './s3-multipart.ts';
import { putToS3 } from './s3-put.ts';
import { getFromS3, headInS3, listInS3 } from './s3-read.ts';
import { signS3Get, signS3Post } from './s3-signing.ts';

const PAGE_SIZE = 1000;
const PART_BYTES = 8 * 1024 * 1024;
const COPY_LIMIT = 5 * 1024 ** 3;

export interface S3BlobStore extends BlobStore {
  /** Closes idle connections. */
  close(): void;
}

export function createS3BlobStore(options: S3Options): S3BlobStore {
  const connection = connectS3(options);
  const { partBytes = PART_BYTES, copyPartBytes: limit = COPY_LIMIT, now = Date.now } = options;

  return {
    description: connection.description,

    async put(key, body, put = {}) {
      await putToS3(connection, { key: checkObjectKey(key), body, partBytes }, put);
      return await headInS3(connection, key, put.signal);
    },

    get: async (key, get = {}) => await getFromS3(connection, checkObjectKey(key), get),

    head: async (key, { signal } = {}) => await headInS3(connection, checkObjectKey(key), signal),

    list: async (prefix, { pageSize = PAGE_SIZE, ...list } = {}) =>
      await listInS3(connection, checkKeyPrefix(prefix), { ...list, pageSize: Math.min(pageSize, PAGE_SIZE) }),

    async delete(key, { signal } = {}) {
      const command = new DeleteObjectCommand({ Bucket: connection.bucket, Key: checkObjectKey(key) });
      await connection.run({ action: 'delete', key, signal }, (client, abortable) => client.send(command, abortable));
    },

    async deletePrefix(prefix, { signal } = {}) {
      if (prefix === '') throw new BlobError('blobs.bad-key', 'Deleting everything is not offered: name a prefix');
      return await deletePrefixFromS3(connection, checkKeyPrefix(prefix), signal);
    },

    async copy(from, to, { signal } = {}) {
      const source = await headInS3(connection, checkObjectKey(from), signal);
      await copyInS3(connection, { source, to: checkObjectKey(to), limit, signal });
      return await headInS3(connection, to, signal);
    },

    signGet: async (key, sign = {}) => await signS3Get(connection, checkObjectKey(key), { ...sign, now }),

    signPost: async (key, sign) => await signS3Post(connection, checkObjectKey(key), { ...sign, now }),

    multipart: createS3Multipart(connection, now),

    // S3 shows nothing that is half-written; an upload whose writer was killed is found with multipart.listOpen.
    sweep: () => Promise.resolve(0),

    close: () => connection.client.destroy(),
  };
}
