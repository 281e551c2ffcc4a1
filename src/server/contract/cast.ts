/** The cast of a show and their photographs. */
import { z } from 'zod';
import { instant, showId, uuid } from './ids.ts';
import { seasonNumber } from './shows.ts';

const name = z.string().trim().min(1, 'Give the person a name.').max(200);
const notes = z.string().max(10_000);
const alias = z.string().trim().min(1).max(200);

const photo = z
  .object({
    id: uuid,
    url: z.string(),
    /** Of the file as it was sent. */
    sha256: z.string(),
    source: z.enum(['upload', 'import', 'crop']),
    /** The face that a crop was taken from, while its run exists. */
    sourceFace: z.object({ runId: uuid, number: z.int() }).nullable(),
    isFeatured: z.boolean(),
    createdAt: instant,
    /** Waiting until its face is embedded; ready to recognise the person by; rejected: no face of it can be used. */
    state: z.enum(['waiting', 'ready', 'rejected']),
    /** Why it is rejected, or still waits, and what to do. */
    reason: z.string().nullable(),
    /** The face by which the person is recognised, aligned; null until it is ready. */
    faceUrl: z.string().nullable(),
    /** How well the face can be recognised, 0–1. */
    quality: z.number().nullable(),
    /** A photograph of somebody of the show that is nearly the same. */
    duplicateOf: z.object({ photoId: uuid, personId: uuid, name: z.string() }).nullable(),
  })
  .meta({ id: 'Photo' });

export const person = z
  .object({
    id: uuid,
    showId,
    name: z.string(),
    notes: z.string(),
    aliases: z.array(z.string()),
    /** In the show's own words: main cast, friend, guest. */
    roles: z.array(z.object({ season: seasonNumber, role: z.string() })),
    archivedAt: instant.nullable(),
    /** Grows with every change of name or notes. */
    version: z.int(),
    /** The featured one first. */
    photos: z.array(photo),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof person>;

export const listPeople = z.object({ showId, archived: z.boolean().default(false) });
export const createPerson = z.object({ showId, name, notes: notes.default('') });
export const changePerson = z.object({
  id: uuid,
  /** Refuses the change when somebody else was faster; absent: does not look. */
  version: z.int().min(1).optional(),
  name: name.optional(),
  notes: notes.optional(),
});
export const archivePerson = z.object({ id: uuid, archived: z.boolean() });
export const setAliases = z.object({ id: uuid, aliases: z.array(alias).max(50) });
export const setRole = z.object({
  id: uuid,
  season: seasonNumber,
  /** Null: none in this season. */
  role: z.string().trim().min(1).max(100).nullable(),
});

export const photoForm = z.object({ id: uuid, contentType: z.enum(['image/jpeg', 'image/png', 'image/webp']) });
export const signedPhotoForm = z
  .object({
    /** Named again when the file has been sent. */
    photoId: uuid,
    url: z.string(),
    /** Sent in this order, then the file as `file`. */
    fields: z.record(z.string(), z.string()),
  })
  .meta({ id: 'PhotoForm' });
export const ofPhoto = z.object({ id: uuid, photoId: uuid });
export const addPhoto = ofPhoto.extend({
  /** By hand, or with many others. */
  source: z.enum(['upload', 'import']).default('upload'),
});
export const useCrop = z.object({
  /** Of the person. */
  id: uuid,
  runId: uuid,
  faceNumber: z.int().min(1),
});
