/** The cast of a show as a file: the same shape goes out and comes in. */
import { z } from 'zod';
import { showId, uuid } from './ids.ts';
import { seasonNumber } from './shows.ts';

const MOST_PEOPLE = 2000;

export const castEntry = z.object({
  name: z.string().trim().min(1).max(200),
  aliases: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
  roles: z
    .array(z.object({ season: seasonNumber, role: z.string().trim().min(1).max(100) }))
    .max(200)
    .default([]),
  /** Absent: they stay as they are. */
  notes: z.string().max(10_000).optional(),
});
export type CastEntry = z.infer<typeof castEntry>;

/** A file to import; of photographs it has names that are looked for in a folder chosen with it. */
export const castFile = z.object({
  people: z.array(castEntry.extend({ photos: z.array(z.string()).max(500).default([]) })).max(MOST_PEOPLE),
});
export type CastFile = z.infer<typeof castFile>;

export const importPeople = z.object({
  showId,
  people: z.array(castEntry).max(MOST_PEOPLE),
  /** Only says what would be done. */
  dryRun: z.boolean().default(false),
});

const importedPerson = z.object({
  name: z.string(),
  /** Null: skipped, or not made yet. */
  personId: uuid.nullable(),
  outcome: z.enum(['made', 'changed', 'unchanged', 'skipped']),
  /** What is changed, in words. */
  changes: z.array(z.string()),
  /** What of the entry is left out, and why. */
  skipped: z.array(z.string()),
});
export type ImportedPerson = z.infer<typeof importedPerson>;

/** In the order of the request. */
export const importedPeople = z.object({ people: z.array(importedPerson) }).meta({ id: 'ImportedPeople' });

export const exportedCast = z
  .object({ people: z.array(castEntry.extend({ notes: z.string() })) })
  .meta({ id: 'ExportedCast' });
