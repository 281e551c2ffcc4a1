/** Lines for the audit log, in the transaction of what they tell. */
import { toJson } from '../database/column-values.ts';
import type { OpenTransaction } from '../database/port.ts';

export interface AuditEntry {
  readonly by: string;
  readonly action: `account.${string}` | `api-key.${string}`;
  readonly subjectId: string;
  /** Never a password or a key. */
  readonly detail?: Readonly<Record<string, string | null>>;
}

export async function audit(transaction: OpenTransaction, entry: AuditEntry): Promise<void> {
  const { by, action, subjectId, detail = {} } = entry;
  const subjectType = action.startsWith('account.') ? 'account' : 'api-key';
  await transaction
    .insertInto('audit_log')
    .values({ actor: by, action, subject_type: subjectType, subject_id: subjectId, detail: toJson<unknown>(detail) })
    .execute();
}
