/** Removes what has grown old by the rules that admins have set. Without a rule, nothing of its kind goes. */
import { UserError } from '../../../errors.ts';
import { noteAudit } from '../../audit.ts';
import {
  type RetentionKind,
  type RetentionRule as RuleShape,
  retentionKind,
  type WouldGo,
} from '../../contract/retention.ts';
import type { RetentionRule, RetentionServices } from './retention-rule.ts';
import { inactiveEvidence } from './rules/inactive-evidence.ts';
import { oldExports } from './rules/old-exports.ts';
import { oldAuditLines, oldJobs, oldRunLogs } from './rules/old-lines.ts';
import { oldWorkFolders } from './rules/old-work-folders.ts';
import { replacedOriginals } from './rules/replaced-originals.ts';

const RULES: readonly RetentionRule[] = [
  oldExports,
  oldRunLogs,
  oldJobs,
  oldWorkFolders,
  inactiveEvidence,
  replacedOriginals,
  oldAuditLines,
];

const DAY_MS = 86_400_000;
const NOTHING: WouldGo = { count: 0, bytes: null };
/** In the audit log, for what nobody does by hand. */
const ACTOR = 'retention';

const ruleOf = (kind: RetentionKind): RetentionRule => {
  const rule = RULES.find((each) => each.kind === kind);
  if (rule) return rule;
  throw new UserError('retention.not-found', `There is no rule for ${kind}.`);
};

const cutoff = ({ clock }: Pick<RetentionServices, 'clock'>, days: number): Date =>
  new Date(clock.now() - days * DAY_MS);

/** Every kind, with what would go now. */
export async function listRules(services: RetentionServices): Promise<RuleShape[]> {
  const rows = await services.database.queries.selectFrom('retention_rules').selectAll().execute();
  return await Promise.all(
    RULES.map(async ({ kind, find }) => {
      const row = rows.find((each) => each.kind === kind);
      return {
        kind,
        days: row?.days ?? null,
        changedBy: row?.changed_by ?? null,
        changedAt: row?.changed_at.toISOString() ?? null,
        wouldGo: row ? await find(services, cutoff(services, row.days)) : NOTHING,
      };
    }),
  );
}

export function previewRule(
  services: RetentionServices,
  { kind, days }: { readonly kind: RetentionKind; readonly days: number },
): Promise<WouldGo> {
  return ruleOf(kind).find(services, cutoff(services, days));
}

/** @param days null: for good. */
export async function setRule(
  { database, clock }: RetentionServices,
  { kind, days }: { readonly kind: RetentionKind; readonly days: number | null },
  by: string,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const before = await transaction
      .selectFrom('retention_rules')
      .select('days')
      .where('kind', '=', kind)
      .forUpdate()
      .executeTakeFirst();
    if ((before?.days ?? null) === days) return;
    await transaction.deleteFrom('retention_rules').where('kind', '=', kind).execute();
    if (days !== null) {
      const row = { kind, days, changed_by: by, changed_at: new Date(clock.now()) };
      await transaction.insertInto('retention_rules').values(row).execute();
    }
    await noteAudit(transaction, {
      by,
      action: 'retention.change',
      subject: { type: 'retention', id: kind },
      detail: { from: before?.days ?? null, to: days },
    });
  });
}

/** @returns how much went, by kind. What fails does not keep the others from being applied. */
export async function applyRules(
  services: RetentionServices,
  { signal, onFault }: { readonly signal: AbortSignal; readonly onFault: (error: unknown, kind: string) => void },
): Promise<Partial<Record<RetentionKind, number>>> {
  const rows = await services.database.queries.selectFrom('retention_rules').select(['kind', 'days']).execute();
  const removed: Partial<Record<RetentionKind, number>> = {};
  for (const { kind: name, days } of rows) {
    signal.throwIfAborted();
    // A later version of the program may know more kinds.
    const kind = retentionKind.safeParse(name).data;
    if (kind === undefined) continue;
    try {
      const count = await ruleOf(kind).remove(services, cutoff(services, days));
      if (count === 0) continue;
      removed[kind] = count;
      const subject = { type: 'retention', id: kind };
      await noteAudit(services.database.queries, {
        by: ACTOR,
        action: 'retention.apply',
        subject,
        detail: { removed: count, days },
      });
    } catch (error) {
      onFault(error, kind);
    }
  }
  return removed;
}
