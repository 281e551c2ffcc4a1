/** How long things are kept that are removed some day. */
import { z } from 'zod';
import { instant } from './ids.ts';

export const retentionKind = z.enum([
  'exports',
  'run-logs',
  'jobs',
  'work-folders',
  /** Pictures of faces and embeddings of runs that no episode shows. */
  'inactive-evidence',
  /** Videos as they were uploaded, where there is a rendition. */
  'replaced-originals',
  'audit-log',
]);
export type RetentionKind = z.infer<typeof retentionKind>;

/** Null: for good. */
const days = z.int().min(1).max(36_500).nullable();

export const wouldGo = z.object({
  count: z.int(),
  /** Null where size says nothing. */
  bytes: z.number().nullable(),
});
export type WouldGo = z.infer<typeof wouldGo>;

export const retentionRule = z
  .object({
    kind: retentionKind,
    days,
    changedBy: z.string().nullable(),
    changedAt: instant.nullable(),
    /** What is older now, and goes within the hour; nothing where all is kept for good. */
    wouldGo,
  })
  .meta({ id: 'RetentionRule' });
export type RetentionRule = z.infer<typeof retentionRule>;

export const retentionRules = z.object({ items: z.array(retentionRule) }).meta({ id: 'RetentionRules' });
export const previewRetention = z.object({ kind: retentionKind, days: z.coerce.number().int().min(1).max(36_500) });
export const setRetention = z.object({ kind: retentionKind, days });
