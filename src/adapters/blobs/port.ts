/**
 * Port: objects by key, and URLs with which a browser reads and writes them without passing through the API.
 *
 * An object is there whole or not at all, also when its writer was killed; of two writers of one key one wins. Keys follow the
 * rules of `object-key.ts`. ETags stand without quotes and change with the content; nothing else may be read out of them.
 * Every method rejects with a {@link BlobError} when it fails, and with the signal's reason when it is aborted.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

/** Bytes in memory, or pieces that are read no faster than they are stored. */
export type BlobBody = Uint8Array | AsyncIterable<Uint8Array>;

export interface Abortable {
  readonly signal?: AbortSignal;
}

export interface BlobInfo {
  readonly key: string;
  readonly bytes: number;
  readonly etag: string;
  /** As given when it was stored; `application/octet-stream` when nothing was said. */
  readonly contentType: string;
  readonly modifiedAt: Date;
  /** Lower-case hexadecimal SHA-256 of the content, where the store knows it. */
  readonly sha256?: string;
}

/** What a listing says about an object. */
export type ListedBlob = Pick<BlobInfo, 'key' | 'bytes' | 'modifiedAt'>;

export interface BlobPage {
  /** In ascending order of the keys' UTF-8 bytes. */
  readonly blobs: readonly ListedBlob[];
  /** Where the next page begins; absent: this was the last. Opaque. */
  readonly cursor?: string;
}

export interface PutOptions extends Abortable {
  readonly contentType?: string;
  /** Refuse a body of another length. For long streams also the measure of how it is cut into parts. */
  readonly bytes?: number;
  /** Refuse a body with another SHA-256 (lower-case hexadecimal). */
  readonly sha256?: string;
}

/** Consecutive bytes. A range that reaches over the end is cut; one that begins behind it is an error. */
export interface ByteRange {
  readonly start: number;
  /** At least 1; absent: to the end. */
  readonly length?: number;
}

export interface BlobContent {
  /** About the whole object. */
  readonly info: BlobInfo;
  /** Where `body` begins in the object, and how long it is. */
  readonly start: number;
  readonly length: number;
  /** Must be read or destroyed. */
  readonly body: Readable;
}

export interface SignOptions {
  /** How long the URL works, from 1 s to 7 days. Default 900. */
  readonly expiresInSeconds?: number;
}

export interface SignGetOptions extends SignOptions {
  /** Makes browsers save the object under this name instead of showing it. */
  readonly downloadName?: string;
}

export interface SignPostOptions extends SignOptions {
  /** Smallest and largest content that is accepted. */
  readonly minBytes?: number;
  readonly maxBytes: number;
  readonly contentType: string;
}

/** Where and how to send a form (`multipart/form-data`): these fields in this order, then one file called `file`. */
export interface SignedPost {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Where to `PUT` a part, with headers that have to be sent along. The answer's `ETag` header names the part. */
export interface SignedPart {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An upload in parts. Whoever keeps these two strings can go on with it, in another process and on another day. */
export interface UploadHandle {
  readonly key: string;
  readonly uploadId: string;
}

export interface CreateUploadOptions extends Abortable {
  readonly contentType?: string;
  /**
   * Every part is signed with its SHA-256, and the store refuses a part that arrives different. S3 insists then that no part
   * lacks it.
   */
  readonly partChecksums?: boolean;
}

export interface SignPartOptions extends SignOptions {
  /** Lower-case hexadecimal SHA-256 of the part. */
  readonly sha256?: string;
}

export interface UploadedPart {
  /** From 1 to 10,000. */
  readonly partNumber: number;
  readonly etag: string;
  readonly bytes: number;
  readonly sha256?: string;
}

/** Names an uploaded part when completing. */
export type PartReference = Omit<UploadedPart, 'bytes'>;

export interface OpenUpload extends UploadHandle {
  readonly startedAt: Date;
}

/** Every part but the last has at least this many bytes. */
export const MIN_PART_BYTES = 5 * 1024 * 1024;
export const MAX_PARTS = 10_000;

export interface MultipartUploads {
  create(key: string, options?: CreateUploadOptions): Promise<UploadHandle>;
  /** Checks nothing but the numbers: signing asks no server. A part that is sent again replaces the first. */
  signPart(upload: UploadHandle, partNumber: number, options?: SignPartOptions): Promise<SignedPart>;
  /** What has arrived whole, by part number: what is not here has to be sent (again). */
  listParts(upload: UploadHandle, options?: Abortable): Promise<UploadedPart[]>;
  /**
   * Makes the parts, in ascending order, one object. Parts that are not named are dropped. What an upload does once it is
   * completed differs: who does not know whether it was, because the answer was lost, looks at the object first.
   *
   * @throws BlobError `blobs.bad-part`, `blobs.no-such-upload`.
   */
  complete(upload: UploadHandle, parts: readonly PartReference[], options?: Abortable): Promise<BlobInfo>;
  /** Drops an upload and its parts. Doing it twice is no error. */
  abort(upload: UploadHandle, options?: Abortable): Promise<void>;
  /** Uploads that are neither completed nor aborted, under a prefix. Abort those that nobody will go on with. */
  listOpen(prefix: string, options?: Abortable): AsyncIterable<OpenUpload>;
}

export interface BlobStore {
  /** For messages and the health page: `s3://bucket at https://…`, `folder /data/blobs`. Holds no secret. */
  readonly description: string;
  /** Stores or replaces an object. Resolves when it would survive a power cut. */
  put(key: string, body: BlobBody, options?: PutOptions): Promise<BlobInfo>;
  /** @throws BlobError `blobs.not-found`, `blobs.bad-range`. */
  get(key: string, options?: Abortable & { readonly range?: ByteRange }): Promise<BlobContent>;
  /** @throws BlobError `blobs.not-found`. */
  head(key: string, options?: Abortable): Promise<BlobInfo>;
  /** @param prefix empty, or whole segments with a slash at the end. `pageSize` is at most, and by default, 1000. */
  list(
    prefix: string,
    options?: Abortable & { readonly cursor?: string; readonly pageSize?: number },
  ): Promise<BlobPage>;
  /** An object that is not there is no error. */
  delete(key: string, options?: Abortable): Promise<void>;
  /** Deletes all objects under a prefix, which may not be empty. Gives their number. Interrupted, it can be repeated. */
  deletePrefix(prefix: string, options?: Abortable): Promise<number>;
  /** Content and content type. @throws BlobError `blobs.not-found`. */
  copy(from: string, to: string, options?: Abortable): Promise<BlobInfo>;
  /**
   * Path of the ordinary file that the object is, for programs that read files; only where objects are files of this machine. For
   * reading alone.
   * @throws BlobError `blobs.not-found`.
   */
  localFile?(key: string): Promise<string>;
  /** A URL for `GET` of one object. It works until it expires, whether the object exists or not is not checked. */
  signGet(key: string, options?: SignGetOptions): Promise<string>;
  /** A form for uploading one object of limited size, for instance a photograph. */
  signPost(key: string, options: SignPostOptions): Promise<SignedPost>;
  readonly multipart: MultipartUploads;
  /**
   * Removes what killed writers left and nobody can go on with, if it was begun before the given time. Open multipart uploads
   * stay. Gives the number of things removed.
   */
  sweep(begunBefore: Date, options?: Abortable): Promise<number>;
}

/** Answers a store's signed URLs. Resolves when the response has been sent or the client is gone; never rejects. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
