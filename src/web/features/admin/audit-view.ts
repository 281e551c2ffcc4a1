/** What of the audit log is shown, as it stands in the address. */
import type { AuditFilter } from '../../../server/contract/audit.ts';
import { numberOf, present, textOf } from '../../lib/search-values.ts';

export const AUDIT_PAGE = 50;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const dayOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
};

export const readAuditView = (given: Readonly<Record<string, unknown>>) =>
  present({
    actor: textOf(given['actor']),
    action: textOf(given['action']),
    subject: textOf(given['subject']),
    /** Days, both inclusive. */
    from: dayOf(given['from']),
    to: dayOf(given['to']),
    page: numberOf(given['page'], { min: 1, max: 100_000 }),
  });
export type AuditView = ReturnType<typeof readAuditView>;

/** What the server is asked for: days are those of who looks. */
export function filterOf({ actor, action, subject, from, to }: AuditView): AuditFilter {
  const start = (day: string, after = 0): string => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return new Date(year, month - 1, date + after).toISOString();
  };
  return present({
    actor,
    action,
    subject,
    from: from === undefined ? undefined : start(from),
    to: to === undefined ? undefined : start(to, 1),
  });
}
