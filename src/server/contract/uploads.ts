/** Videos on their way into the storage: sent in parts to signed URLs, or taken from where they lie already. */
import { z } from 'zod';
import { episodeId, instant, uuid } from './ids.ts';

/** Larger files are refused. */
export const MAX_UPLOAD_BYTES = 200 * 1024 ** 3;
/** S3 takes no more parts. */
const MOST_PARTS = 10_000;
/** Parts that are signed in one request. */
const MOST_SIGNED = 100;

/** As the browser names a file: without folders. */
const fileName = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^/\\\p{Cc}]+$/u, 'Give the name alone, without folders.');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'Give the SHA-256 as 64 lower-case hexadecimal digits.');
const partNumber = z.int().min(1).max(MOST_PARTS);
/** Quotes around it do not matter. */
const etag = z.string().min(1).max(200);

const uploadState = z.enum(['open', 'completing', 'completed', 'cancelled', 'failed']);

const arrivedPart = z.object({ number: partNumber, bytes: z.int(), etag });

export const upload = z
  .object({
    id: uuid,
    episodeId,
    fileName: z.string(),
    bytes: z.int(),
    /** Every part has this many bytes, the last has the rest. */
    partBytes: z.int(),
    partCount: z.int(),
    state: uploadState,
    /** Why it failed, was cancelled, or could not be completed when that was tried last. */
    reason: z.string().nullable(),
    createdBy: z.string(),
    createdAt: instant,
    /** Until then it waits for the next part; every signature moves this on. */
    expiresAt: instant,
    /** The video that became of it. */
    videoId: uuid.nullable(),
    /** What has arrived whole, of an upload that goes on; what is not here has to be sent (again). */
    parts: z.array(arrivedPart),
  })
  .meta({ id: 'Upload' });
export type Upload = z.infer<typeof upload>;

export const sameContent = z
  .object({ videoId: uuid, episodeId, fileName: z.string(), bytes: z.int() })
  .meta({ id: 'SameContent' });
export type SameContent = z.infer<typeof sameContent>;

export const begunUpload = upload
  .extend({
    /** Videos that hold the same content already, where the SHA-256 of the file was sent along. */
    duplicates: z.array(sameContent),
  })
  .meta({ id: 'BegunUpload' });
export type BegunUpload = z.infer<typeof begunUpload>;

export const beginUpload = z.object({
  episodeId,
  fileName,
  bytes: z.int().min(1, 'The file is empty: choose another one.'),
  /** As the browser says; often it does not know. */
  contentType: z.string().max(255).default(''),
  /** Of the whole file. What arrives is compared with it. */
  sha256: sha256.optional(),
  /** Where the episode has a video: put this one in its place. */
  replace: z.boolean().default(false),
});

export const cancelUpload = z.object({
  id: uuid,
  /** Remove its episode, too, where nothing else is in it: it was made for this file. */
  withEmptyEpisode: z.boolean().default(false),
});

export const signParts = z.object({
  id: uuid,
  /** The storage refuses a part that arrives with another SHA-256. */
  parts: z
    .array(z.object({ number: partNumber, sha256 }))
    .min(1)
    .max(MOST_SIGNED),
});

export const signedParts = z
  .object({
    items: z.array(
      z.object({
        number: partNumber,
        /** `PUT` the part there; the answer's `ETag` header names it. */
        url: z.string(),
        /** To be sent along as they are. */
        headers: z.record(z.string(), z.string()),
      }),
    ),
    /** Until then the URLs work. */
    expiresAt: instant,
  })
  .meta({ id: 'SignedParts' });
export type SignedParts = z.infer<typeof signedParts>;

export const completeUpload = z.object({
  id: uuid,
  /** The parts as the sender knows them. Absent: those that have arrived. */
  parts: z
    .array(z.object({ number: partNumber, etag }))
    .max(MOST_PARTS)
    .optional(),
});

export const registerFile = z
  .object({
    episodeId,
    /** A file of the server's own disk. Only where nobody but this machine reaches the server. */
    path: z.string().min(1).max(4096).optional(),
    /** An object of the storage, below `raw/`. */
    key: z.string().min(1).max(1024).optional(),
    replace: z.boolean().default(false),
  })
  .refine(({ path, key }) => (path === undefined) !== (key === undefined), 'Give a path or a key, and not both.');
