/** How `accounts keys` shows API keys. */
import type { Account, ApiKey } from '../../adapters/accounts/port.ts';

const HEADINGS = ['id', 'begins', 'account', 'role', 'name', 'ends', 'last used'] as const;

/** One line per key, with days in UTC. */
export function formatKeys(keys: readonly ApiKey[], accounts: readonly Account[]): string {
  if (keys.length === 0) return 'There are no API keys.\n';
  const emails = new Map(accounts.map(({ id, email }) => [id, email]));
  const rows = keys.map((key) => [
    key.id,
    key.prefix,
    emails.get(key.accountId) ?? key.accountId,
    key.role,
    key.name,
    day(key.expiresAt),
    day(key.lastUsedAt),
  ]);
  const table = [[...HEADINGS], ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

const day = (at: Date | null): string => at?.toISOString().slice(0, 10) ?? 'never';
