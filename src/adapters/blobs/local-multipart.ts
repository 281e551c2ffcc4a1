/**
 * Uploads in parts on the file system. `uploads/<id>/upload.json` says what is being uploaded, `parts/<number>` is a part
 * that has arrived whole. All state is on the disk: a restarted process goes on with every upload.
 */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { badPart, noSuchUpload } from './blob-error.ts';
import { checkContentType } from './content-type.ts';
import { writeUnplaced } from './durable-write.ts';
import { isAbsent } from './file-error.ts';
import type { FileSystem } from './file-system.ts';
import { checkPartNumber } from './part-number.ts';
import type { BlobBody, OpenUpload, PartReference, UploadedPart, UploadHandle } from './port.ts';
import { MIN_PART_BYTES } from './port.ts';
import { readSpan } from './read-span.ts';
import { createStoredFiles, type FileDescription, type StoredFiles, type WriteOptions } from './stored-files.ts';
import { walkFiles } from './walk-files.ts';

export interface LocalUploads {
  create(key: string, contentType: string | undefined): Promise<UploadHandle>;
  /** @throws BlobError `blobs.no-such-upload`, and what checking the body throws. */
  writePart(upload: UploadHandle, partNumber: number, body: BlobBody, options: WriteOptions): Promise<UploadedPart>;
  listParts(upload: UploadHandle): Promise<UploadedPart[]>;
  complete(upload: UploadHandle, parts: readonly PartReference[], signal?: AbortSignal): Promise<FileDescription>;
  abort(upload: UploadHandle): Promise<void>;
  listOpen(prefix: string): AsyncIterable<OpenUpload>;
}

const uploadSchema = z.object({ key: z.string(), contentType: z.string(), startedAt: z.iso.datetime() });
type UploadFile = z.infer<typeof uploadSchema>;

/** An upload may have ten thousand parts: one after the other they would be waited for. */
const DESCRIBED_AT_ONCE = 64;
const UPLOAD_ID = /^[0-9a-f]{32}$/;

export function createLocalUploads(
  fs: FileSystem,
  { root, objects, now }: { readonly root: string; readonly objects: StoredFiles; readonly now: () => number },
): LocalUploads {
  const uploads = path.join(root, 'uploads');
  const unplaced = path.join(root, 'unplaced');
  const folderOf = ({ key, uploadId }: UploadHandle): string => {
    if (!UPLOAD_ID.test(uploadId)) throw noSuchUpload(key);
    return path.join(uploads, uploadId);
  };
  const partsOf = (upload: UploadHandle): StoredFiles =>
    createStoredFiles(fs, {
      contents: path.join(folderOf(upload), 'parts'),
      descriptions: path.join(folderOf(upload), 'descriptions'),
      unplaced,
    });

  const read = async (uploadId: string): Promise<UploadFile | null> => {
    try {
      const text = await fs.readFile(path.join(uploads, uploadId, 'upload.json'), 'utf8');
      return uploadSchema.parse(JSON.parse(text));
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  };
  const mustRead = async (upload: UploadHandle): Promise<UploadFile> => {
    folderOf(upload);
    const file = await read(upload.uploadId);
    if (file?.key !== upload.key) throw noSuchUpload(upload.key);
    return file;
  };

  const listParts = async (upload: UploadHandle): Promise<UploadedPart[]> => {
    await mustRead(upload);
    const names: string[] = [];
    for await (const name of walkFiles(fs, path.join(folderOf(upload), 'parts'), {})) names.push(name);
    const parts: UploadedPart[] = [];
    for (let from = 0; from < names.length; from += DESCRIBED_AT_ONCE) {
      const some = names.slice(from, from + DESCRIBED_AT_ONCE);
      const found = await Promise.all(some.map((name) => partsOf(upload).describe(name)));
      for (const [index, part] of found.entries()) {
        if (!part) continue;
        parts.push({ partNumber: Number(some[index]), bytes: part.bytes, etag: part.etag, ...shaOf(part) });
      }
    }
    return parts;
  };

  return {
    async create(key, contentType) {
      const uploadId = randomBytes(16).toString('hex');
      const startedAt = new Date(now()).toISOString();
      const upload: UploadFile = { key, startedAt, contentType: checkContentType(contentType) };
      const file = await writeUnplaced(fs, unplaced, textBody(JSON.stringify(upload)));
      await file.place(path.join(uploads, uploadId, 'upload.json'));
      return { key, uploadId };
    },

    async writePart(upload, partNumber, body, options) {
      checkPartNumber(partNumber);
      await mustRead(upload);
      const written = await partsOf(upload).write(nameOfPart(partNumber), body, options);
      // Cancelled while the part was arriving: it must not come back to life as a folder of parts without an upload.
      if ((await read(upload.uploadId)) === null) {
        await fs.rm(folderOf(upload), { recursive: true, force: true });
        throw noSuchUpload(upload.key);
      }
      return { partNumber, bytes: written.bytes, etag: written.etag, ...shaOf(written) };
    },

    listParts,

    async complete(upload, parts, signal) {
      const { contentType } = await mustRead(upload);
      const bytes = checkParts(upload.key, parts, await listParts(upload));
      const joined = joinParts(partsOf(upload), parts, upload.key);
      const stored = await objects.write(upload.key, joined, {
        bytes,
        contentType,
        ...(signal && { signal }),
      });
      await fs.rm(folderOf(upload), { recursive: true, force: true });
      return stored;
    },

    abort: async (upload) => {
      if ((await read(path.basename(folderOf(upload))))?.key !== upload.key) return;
      // The file that says what it is goes first: from here on no part is taken.
      await fs.rm(path.join(folderOf(upload), 'upload.json'), { recursive: true, force: true });
      await fs.rm(folderOf(upload), { recursive: true, force: true });
    },

    async *listOpen(prefix) {
      for await (const name of walkFiles(fs, uploads, {})) {
        if (!name.endsWith('/upload.json')) continue;
        const uploadId = path.dirname(name);
        const upload = await read(uploadId);
        if (upload?.key.startsWith(prefix)) yield { key: upload.key, uploadId, startedAt: new Date(upload.startedAt) };
      }
    },
  };
}

/** Gives the whole length. @throws BlobError `blobs.bad-part`. */
function checkParts(key: string, wanted: readonly PartReference[], arrived: readonly UploadedPart[]): number {
  if (wanted.length === 0) throw badPart(key, 'no parts are named');
  const byNumber = new Map(arrived.map((part) => [part.partNumber, part]));
  let bytes = 0;
  for (const [index, { partNumber, etag }] of wanted.entries()) {
    const part = byNumber.get(partNumber);
    if (partNumber <= (wanted[index - 1]?.partNumber ?? 0)) throw badPart(key, 'the parts are not in ascending order');
    if (part?.etag !== bareEtag(etag)) throw badPart(key, `part ${partNumber} has not arrived, or is another one`);
    if (part.bytes < MIN_PART_BYTES && index < wanted.length - 1) {
      throw badPart(key, `part ${partNumber} is smaller than ${MIN_PART_BYTES} bytes and not the last`);
    }
    bytes += part.bytes;
  }
  return bytes;
}

/** The parts' bytes one after the other. A part that was replaced since it was checked is noticed. */
async function* joinParts(files: StoredFiles, parts: readonly PartReference[], key: string): AsyncIterable<Uint8Array> {
  for (const { partNumber, etag } of parts) {
    const opened = await files.open(nameOfPart(partNumber));
    if (!opened) throw noSuchUpload(key);
    const { description, file } = opened;
    const body = readSpan(file, { start: 0, length: description.bytes });
    if (description.etag !== bareEtag(etag)) {
      body.destroy();
      throw badPart(key, `part ${partNumber} was replaced`);
    }
    yield* body as AsyncIterable<Uint8Array>;
  }
}

const nameOfPart = (partNumber: number): string => String(partNumber).padStart(5, '0');

/** Clients hand back the `ETag` header as they got it: in quotes. */
const bareEtag = (etag: string): string => etag.replace(/^"|"$/g, '');

const shaOf = ({ sha256 }: FileDescription): { sha256?: string } => (sha256 === undefined ? {} : { sha256 });

// biome-ignore lint/suspicious/useAwait: an async iterable is what is wanted.
async function* textBody(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}
