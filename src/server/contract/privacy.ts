/** Forgetting a person everywhere: what would go, how far it is, and the certificate of what went. */
import { z } from 'zod';
import { episodeId, instant, uuid } from './ids.ts';

/** What is removed, kind by kind. */
export const removedKind = z.enum([
  /** The row of the person with other names and roles. */
  'person',
  /** Photographs as they were sent, as they are shown, and the faces cut out of them. */
  'photos',
  'photo-embeddings',
  /** Pictures of their face that runs have cut out of videos. */
  'face-pictures',
  'face-embeddings',
  /** Mean embeddings of identities that are theirs, in part or as a whole. */
  'centroids',
  'exports',
  /** Edits that lose what they say about the person. */
  'edits',
  /** Rows of seconds that lose the name. */
  'screen-time',
  /** Files of results that lose the name. */
  'result-files',
  'log-lines',
  'jobs',
  'events',
  /** Folders in which analyses keep what a later one can use. */
  'work-folders',
  /** What runs that did not come to their end have left. */
  'unfinished-results',
  'videos',
]);
export type RemovedKind = z.infer<typeof removedKind>;

export const removedItem = z.object({
  kind: removedKind,
  count: z.int().min(0),
  /** Null where size says nothing. */
  bytes: z.number().nullable(),
});
export type RemovedItem = z.infer<typeof removedItem>;

const keptKind = z.enum([
  'videos',
  'thumbnails',
  'seconds',
  'positions',
  'unsaid-faces',
  'other-mentions',
  'database-remains',
  'backups',
  'audit-log',
]);
export const keptItem = z.object({ kind: keptKind, why: z.string() });
export type KeptItem = z.infer<typeof keptItem>;

const involvedRun = z.object({ id: uuid, episode: episodeId, number: z.int() });

export const ofPerson = z.object({ personId: uuid });
export const forgetPreview = z
  .object({
    person: z.object({ id: uuid, name: z.string() }),
    /** Kinds of which there is something. */
    items: z.array(removedItem),
    /** With the videos of these episodes, if that is wished, too. */
    videos: z.object({ count: z.int(), bytes: z.number() }),
    kept: z.array(keptItem),
    /** Runs in which they were found. */
    runs: z.array(involvedRun),
    /** Runs of the show that have to end before it can begin. */
    waitsFor: z.array(involvedRun),
    /** It has been asked for already. */
    isBegun: z.boolean(),
  })
  .meta({ id: 'ForgetPreview' });
export type ForgetPreview = z.infer<typeof forgetPreview>;

export const forgetPerson = z.object({
  personId: uuid,
  /** The name of the person, typed. */
  confirm: z.string(),
  /** What the certificate calls the wish, such as the number of a letter; not the name. */
  reference: z.string().trim().min(1).max(200).optional(),
  /** Delete the videos of the episodes they were found in, too. */
  withVideos: z.boolean().default(false),
});

const leftover = z.object({ where: z.string(), count: z.int() });

/** Text of this shape is what the hash is over. */
export const certificate = z
  .object({
    schemaVersion: z.literal(1),
    id: uuid,
    number: z.int(),
    reference: z.string().nullable(),
    show: z.string(),
    requestedBy: z.object({ id: z.string(), name: z.string() }),
    requestedAt: instant,
    finishedAt: instant,
    programVersion: z.string(),
    withVideos: z.boolean(),
    runs: z.array(involvedRun),
    removed: z.array(removedItem),
    kept: z.array(keptItem),
    /** Where was looked afterwards, and what was found there: nothing, if all is well. */
    search: z.object({ places: z.array(z.string()), found: z.array(leftover) }),
  })
  .meta({ id: 'PrivacyCertificate' });
export type Certificate = z.infer<typeof certificate>;

export const forgetting = z
  .object({
    id: uuid,
    number: z.int(),
    reference: z.string().nullable(),
    withVideos: z.boolean(),
    requestedBy: z.object({ id: z.string(), name: z.string() }),
    requestedAt: instant,
    state: z.enum(['waiting', 'running', 'failed', 'done']),
    /** What it waits for, or why it failed and what to do. */
    reason: z.string().nullable(),
    finishedAt: instant.nullable(),
    sha256: z.string().nullable(),
    /** Of the search afterwards; null until it is done. */
    leftovers: z.int().nullable(),
  })
  .meta({ id: 'Forgetting' });
export type Forgetting = z.infer<typeof forgetting>;

export const ofForgetting = z.object({ id: uuid });
export const issuedCertificate = z
  .object({
    /** The bytes that the hash is over. */
    text: z.string(),
    sha256: z.string(),
    certificate,
    /** The same to read and to print. */
    html: z.string(),
  })
  .meta({ id: 'IssuedCertificate' });
