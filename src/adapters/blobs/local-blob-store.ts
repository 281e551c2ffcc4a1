/**
 * Implementation of the blobs port on a file system. Below the root folder: `objects/` (each object an ordinary file at its key),
 * `descriptions/`, `uploads/`, and `unplaced/` for files that are being written.
 */
import path from 'node:path';
import { BlobError, notFound } from './blob-error.ts';
import { spanOf } from './byte-range.ts';
import { checkContentType } from './content-type.ts';
import { explainingMethods } from './explaining-methods.ts';
import type { FileSystem } from './file-system.ts';
import { createLocalUploads, type LocalUploads } from './local-multipart.ts';
import { checkKeyPrefix, checkObjectKey } from './object-key.ts';
import { checkPartNumber } from './part-number.ts';
import type { Abortable, BlobBody, BlobInfo, BlobStore, SignOptions } from './port.ts';
import { readSpan } from './read-span.ts';
import { type Grant, signUrl } from './signed-url.ts';
import { expirySeconds } from './signing-time.ts';
import { createStoredFiles, type StoredFiles, type WriteOptions } from './stored-files.ts';
import { sweepUnplaced } from './sweep-unplaced.ts';
import { walkFiles } from './walk-files.ts';

export interface LocalBlobStoreOptions {
  /** Root folder, made when first needed. */
  readonly root: string;
  /** Signs URLs; whoever knows it can read and write every object. At least 32 characters. */
  readonly secret: string;
  /** Where `createLocalBlobHandler` is mounted: `https://api.example.org/blobs`. */
  readonly baseUrl: string;
  /** `node:fs/promises`, or something like it. */
  readonly fs: FileSystem;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The store, and what its request handler needs beyond the port. */
export interface LocalBlobStore extends BlobStore {
  readonly uploads: LocalUploads;
  /** Like `put`, for senders that are not trusted: with limits. */
  receive(key: string, body: BlobBody, options: WriteOptions): Promise<BlobInfo>;
}

const PAGE_SIZE = 1000;

export function createLocalBlobStore(options: LocalBlobStoreOptions): LocalBlobStore {
  const { fs, secret, now = Date.now } = options;
  const root = path.resolve(options.root);
  const baseUrl = options.baseUrl.replace(/\/$/, '');
  if (secret.length < 32) {
    throw new BlobError(
      'blobs.misconfigured',
      'The secret that signs URLs is too short: give it at least 32 characters',
    );
  }
  const files = createStoredFiles(fs, {
    contents: path.join(root, 'objects'),
    descriptions: path.join(root, 'descriptions'),
    unplaced: path.join(root, 'unplaced'),
  });
  const uploads = explainingMethods(createLocalUploads(fs, { root, objects: files, now }), root);
  const sign = (grant: Grant, signOptions?: SignOptions): Promise<string> =>
    new Promise((resolve) => {
      const expiresAt = Math.floor(now() / 1000) + expirySeconds(signOptions);
      resolve(signUrl({ ...grant, key: checkObjectKey(grant.key) }, baseUrl, { secret, expiresAt }));
    });

  const receive = async (key: string, body: BlobBody, write: WriteOptions): Promise<BlobInfo> => {
    write.signal?.throwIfAborted();
    return { key, ...(await files.write(checkObjectKey(key), body, write)) };
  };

  const store: Omit<LocalBlobStore, 'multipart' | 'uploads' | 'description'> = {
    put: (key, body, put = {}) => receive(key, body, put),
    receive,

    async get(key, { range, signal } = {}) {
      signal?.throwIfAborted();
      const { file, description } = await mustOpen(files, key);
      try {
        const span = spanOf(range, description.bytes, key);
        return { info: { key, ...description }, ...span, body: readSpan(file, span, signal) };
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    async head(key, { signal } = {}) {
      signal?.throwIfAborted();
      const description = await files.describe(checkObjectKey(key));
      if (!description) throw notFound(key);
      return { key, ...description };
    },

    async list(prefix, { cursor, pageSize = PAGE_SIZE, signal } = {}) {
      const blobs: Pick<BlobInfo, 'key' | 'bytes' | 'modifiedAt'>[] = [];
      const after = cursor ?? '';
      for await (const key of walkFiles(fs, path.join(root, 'objects'), { prefix: checkKeyPrefix(prefix), after })) {
        signal?.throwIfAborted();
        // One more than fits was found: there is another page.
        if (blobs.length === Math.min(pageSize, PAGE_SIZE)) return { blobs, cursor: blobs.at(-1)?.key ?? '' };
        const found = await files.describe(key);
        if (found) blobs.push({ key, bytes: found.bytes, modifiedAt: found.modifiedAt });
      }
      return { blobs };
    },

    async delete(key, { signal } = {}) {
      signal?.throwIfAborted();
      await files.remove(checkObjectKey(key));
    },

    async deletePrefix(prefix, { signal } = {}) {
      if (prefix === '') throw new BlobError('blobs.bad-key', 'Deleting everything is not offered: name a prefix');
      let deleted = 0;
      for await (const key of walkFiles(fs, path.join(root, 'objects'), { prefix: checkKeyPrefix(prefix) })) {
        signal?.throwIfAborted();
        if (await files.remove(key)) deleted++;
      }
      return deleted;
    },

    async copy(from, to, { signal } = {}) {
      checkObjectKey(to);
      const { file, description } = await mustOpen(files, from);
      const { bytes, contentType, sha256 } = description;
      const body = readSpan(file, { start: 0, length: bytes }, signal);
      return { key: to, ...(await files.write(to, body, { bytes, contentType, ...(sha256 && { sha256 }) })) };
    },

    async localFile(key) {
      if (!(await files.describe(checkObjectKey(key)))) throw notFound(key);
      return files.pathOf(key);
    },

    signGet: (key, { downloadName, ...signOptions } = {}) =>
      sign({ operation: 'get', key, ...(downloadName !== undefined && { downloadName }) }, signOptions),

    async signPost(key, { minBytes = 0, maxBytes, contentType, ...signOptions }) {
      const type = checkContentType(contentType);
      const url = await sign({ operation: 'post', key, minBytes, maxBytes, contentType: type }, signOptions);
      return { url, fields: { 'Content-Type': contentType } };
    },

    sweep: (begunBefore, { signal }: Abortable = {}) =>
      sweepUnplaced(fs, path.join(root, 'unplaced'), { begunBefore, signal }),
  };

  return {
    ...explainingMethods(store, root),
    description: `folder ${root}`,
    uploads,
    multipart: {
      create: async (key, { contentType } = {}) => await uploads.create(checkObjectKey(key), contentType),
      signPart: async ({ key, uploadId }, partNumber, { sha256, ...signOptions } = {}) => {
        checkPartNumber(partNumber);
        const grant: Grant = { operation: 'part', key, uploadId, partNumber, ...(sha256 && { sha256 }) };
        return { url: await sign(grant, signOptions), headers: {} };
      },
      listParts: (upload) => uploads.listParts(upload),
      complete: async (upload, parts, { signal } = {}) => ({
        key: upload.key,
        ...(await uploads.complete(upload, parts, signal)),
      }),
      abort: (upload) => uploads.abort(upload),
      listOpen: (prefix) => uploads.listOpen(checkKeyPrefix(prefix)),
    },
  };
}

async function mustOpen(
  files: StoredFiles,
  key: string,
): Promise<NonNullable<Awaited<ReturnType<StoredFiles['open']>>>> {
  const opened = await files.open(checkObjectKey(key));
  if (!opened) throw notFound(key);
  return opened;
}
