/** The audit log as a table to take away. */
import { stringify } from 'csv-stringify/sync';
import type { Queries } from '../../../adapters/database/port.ts';
import type { AuditFilter } from '../../contract/audit.ts';
import { plainCell } from '../../plain-cell.ts';
import { readAudit } from './list-audit.ts';

const HEADER = ['at', 'actor', 'name', 'action', 'subject_type', 'subject', 'detail'];

/** Line by line, while it is read. */
export async function* auditCsv(queries: Queries, filter: AuditFilter): AsyncGenerator<string> {
  yield stringify([HEADER]);
  for await (const { at, actor, action, subject, detail } of readAudit(queries, filter)) {
    const cells = [at, actor.id, actor.name ?? '', action, subject.type, subject.id, JSON.stringify(detail)];
    yield stringify([cells.map(plainCell)]);
  }
}
