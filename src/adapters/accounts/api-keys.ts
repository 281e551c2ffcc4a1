/** Keys by which programs act for an account. */
import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../database/port.ts';
import { checkedName, isId } from './account-input.ts';
import { AccountsError } from './accounts-error.ts';
import { audit } from './audit.ts';
import { type ApiKeys, isAtLeast, type NewApiKey } from './port.ts';

const BYTES = 32;
/** Says in logs and to scanners for leaked keys what it is. */
const MARK = 'scr_';
const SHAPE = new RegExp(`^${MARK}[\\w-]{${Math.ceil((BYTES * 4) / 3)}}$`);
const PREFIX_LENGTH = MARK.length + 6;

const COLUMNS = [
  'id',
  'account_id as accountId',
  'name',
  'role',
  'prefix',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'last_used_at as lastUsedAt',
] as const;

/** How a key is stored and found. Null for text that cannot be one. */
export const hashKey = (key: string): string | null =>
  SHAPE.test(key) ? createHash('sha256').update(key).digest('hex') : null;

export function manageKeys(database: Pick<Database, 'queries' | 'transaction'>, now: () => number): ApiKeys {
  return {
    async create(wanted, by) {
      const { accountId, role, expiresAt = null } = wanted;
      const name = checkedName(wanted.name);
      checkExpiry(wanted, now());
      const key = MARK + randomBytes(BYTES).toString('base64url');
      const stored = await database.transaction(async (transaction) => {
        const account = isId(accountId)
          ? await transaction
              .selectFrom('accounts')
              .select('role')
              .where('id', '=', accountId)
              .where('disabled_at', 'is', null)
              .forShare()
              .executeTakeFirst()
          : undefined;
        if (!account) throw noSuchAccount(accountId);
        if (!isAtLeast(account.role, role)) throw roleTooHigh(account.role, role);
        const row = await transaction
          .insertInto('api_keys')
          .values({
            account_id: accountId,
            name,
            role,
            prefix: key.slice(0, PREFIX_LENGTH),
            key_sha256: hashKey(key) as string,
            created_at: new Date(now()),
            expires_at: expiresAt,
          })
          .returning(COLUMNS)
          .executeTakeFirstOrThrow();
        const detail = { accountId, name, role, expiresAt: expiresAt?.toISOString() ?? null };
        await audit(transaction, { by, action: 'api-key.create', subjectId: row.id, detail });
        return row;
      });
      return { ...stored, key };
    },
    async list(accountId) {
      if (accountId !== null && !isId(accountId)) return [];
      const all = database.queries.selectFrom('api_keys').select(COLUMNS).orderBy('created_at', 'desc').orderBy('id');
      return await (accountId === null ? all : all.where('account_id', '=', accountId)).execute();
    },
    revoke: (keyId, by) =>
      database.transaction(async (transaction) => {
        const key = isId(keyId)
          ? await transaction
              .deleteFrom('api_keys')
              .where('id', '=', keyId)
              .returning(['account_id', 'name'])
              .executeTakeFirst()
          : undefined;
        if (!key) throw new AccountsError('accounts.no-such-key', `There is no key ${keyId}: look at the list again.`);
        const detail = { accountId: key.account_id, name: key.name };
        await audit(transaction, { by, action: 'api-key.revoke', subjectId: keyId, detail });
      }),
  };
}

function checkExpiry({ expiresAt }: NewApiKey, now: number): void {
  if (expiresAt === undefined || expiresAt.getTime() > now) return;
  throw new AccountsError('accounts.invalid-expiry', 'The key would have expired already: choose a time to come.');
}

const noSuchAccount = (accountId: string): AccountsError =>
  new AccountsError(
    'accounts.no-such-account',
    `There is no account ${accountId} that can be used: look at the list again, or enable it.`,
  );

const roleTooHigh = (own: string, wanted: string): AccountsError =>
  new AccountsError(
    'accounts.role-too-high',
    `The account is ${own}, so its key cannot be ${wanted}: choose ${own} or less.`,
  );
