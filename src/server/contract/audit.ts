/** Who did what, when, on what. */
import { z } from 'zod';
import { instant } from './ids.ts';
import { pageOf, pageRequest } from './paging.ts';

export const auditFilter = z.object({
  /** Account id, `local`, or the name of what acts by itself. */
  actor: z.string().max(200).optional(),
  /** `run.delete`, or `run.` for all that begin so. */
  action: z.string().max(100).optional(),
  /** Id of what it was done to, or its beginning: `rhobh-` finds all episodes of the show. */
  subject: z.string().trim().max(200).optional(),
  from: instant.optional(),
  /** Exclusive. */
  to: instant.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const listAudit = auditFilter.extend(pageRequest);

export const auditEntry = z
  .object({
    id: z.string(),
    at: instant,
    actor: z.object({ id: z.string(), /** Null: no account of this server. */ name: z.string().nullable() }),
    action: z.string(),
    subject: z.object({ type: z.string(), id: z.string() }),
    /** Numbers, ids and settings. */
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntry>;

/** Newest first. */
export const auditPage = pageOf(auditEntry).meta({ id: 'AuditPage' });

/** What can be filtered by. */
export const auditChoices = z
  .object({
    actors: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
    actions: z.array(z.string()),
  })
  .meta({ id: 'AuditChoices' });
