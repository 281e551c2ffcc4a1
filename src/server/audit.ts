/** Lines for the audit log: who did what. They are written in the transaction of what they tell. */
import { toJson } from '../adapters/database/column-values.ts';
import type { Queries } from '../adapters/database/port.ts';

export interface AuditLine {
  /** Account id, `local`, or the name of what acts by itself. */
  readonly by: string;
  /** `run.delete` */
  readonly action: `${string}.${string}`;
  readonly subject: { readonly type: string; readonly id: string };
  /** Numbers, ids and settings; never what people are called: the log is for good. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

export async function noteAudit(queries: Queries, { by, action, subject, detail = {} }: AuditLine): Promise<void> {
  await queries
    .insertInto('audit_log')
    .values({ actor: by, action, subject_type: subject.type, subject_id: subject.id, detail: toJson<unknown>(detail) })
    .execute();
}
