/** Reads who did what: the audit log and the log of edits as one list. */
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Queries } from '../../../adapters/database/port.ts';
import type { AuditEntry, AuditFilter, auditChoices, listAudit as listShape } from '../../contract/audit.ts';

interface Row {
  id: string;
  at: Date;
  actor: string;
  name: string | null;
  action: string;
  subject_type: string;
  subject_id: string;
  detail: unknown;
}

/** Edits tell what they are, not whom they speak of: that stands in the review, and can be forgotten there. */
const ENTRIES = sql`(
  select 'log-' || lpad(id::text, 19, '0') as id, at, actor, action, subject_type, subject_id, detail from audit_log
  union all
  select 'edit-' || id, made_at, author, 'edit.' || kind, 'episode', coalesce(episode_id::text, show_id::text),
    jsonb_build_object('number', seq, 'run', run_id, 'effectSeconds', effect_seconds) from edits
)`;

/** Newest first. */
export async function listAudit(
  queries: Queries,
  { limit, offset, ...filter }: z.infer<typeof listShape>,
): Promise<{ items: AuditEntry[]; total: number }> {
  const where = condition(filter);
  const rows = await select(
    queries,
    sql`where ${where} order by at desc, entry.id desc limit ${limit} offset ${offset}`,
  );
  const counted = await sql<{ total: number }>`
    select count(*)::int4 as total from ${ENTRIES} as entry where ${where}
  `.execute(queries);
  return { items: rows.map(toEntry), total: counted.rows[0]?.total ?? 0 };
}

const PAGE = 500;

/** All that match, newest first, page by page: what is added meanwhile is left out. */
export async function* readAudit(queries: Queries, filter: AuditFilter): AsyncGenerator<AuditEntry> {
  let after: RawBuilder<unknown> = sql`true`;
  for (;;) {
    const rows = await select(
      queries,
      sql`where ${condition(filter)} and ${after} order by at desc, entry.id desc limit ${PAGE}`,
    );
    yield* rows.map(toEntry);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = sql`(at, entry.id) < (${last.at}::timestamptz, ${last.id})`;
  }
}

export async function readChoices(queries: Queries): Promise<z.infer<typeof auditChoices>> {
  const actors = await sql<{ id: string; name: string | null }>`
    select distinct actor as id, accounts.name from ${ENTRIES} as entry left join accounts on accounts.id::text = actor
    order by name nulls last, id
  `.execute(queries);
  const actions = await sql<{ action: string }>`
    select distinct action from ${ENTRIES} as entry order by action
  `.execute(queries);
  return { actors: actors.rows, actions: actions.rows.map(({ action }) => action) };
}

async function select(queries: Queries, rest: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select entry.*, accounts.name from ${ENTRIES} as entry left join accounts on accounts.id::text = actor ${rest}
  `.execute(queries);
  return rows;
}

function condition({ actor, action, subject, from, to }: AuditFilter): RawBuilder<unknown> {
  const parts = [
    ...(actor ? [sql`actor = ${actor}`] : []),
    ...(action ? [action.endsWith('.') ? sql`starts_with(action, ${action})` : sql`action = ${action}`] : []),
    ...(subject ? [sql`starts_with(subject_id, ${subject})`] : []),
    ...(from ? [sql`at >= ${from}::timestamptz`] : []),
    ...(to ? [sql`at < ${to}::timestamptz`] : []),
  ];
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

const toEntry = ({ id, at, actor, name, action, subject_type, subject_id, detail }: Row): AuditEntry => ({
  id,
  at: at.toISOString(),
  actor: { id: actor, name },
  action,
  subject: { type: subject_type, id: subject_id },
  detail: detail as AuditEntry['detail'],
});
