/** What admins do to accounts. Each change is one transaction, with its line in the audit log. */
import { hashPassword } from 'better-auth/crypto';
import { UserError } from '../../errors.ts';
import type { Database, OpenTransaction } from '../database/port.ts';
import { checkedEmail, checkedName, checkPassword, isId } from './account-input.ts';
import { AccountsError } from './accounts-error.ts';
import { audit } from './audit.ts';
import type { Account, Accounts } from './port.ts';

type Administration = Pick<
  Accounts,
  'createAccount' | 'listAccounts' | 'setRole' | 'disable' | 'enable' | 'resetPassword' | 'deleteAccount'
>;

const COLUMNS = ['id', 'name', 'email', 'role', 'created_at as createdAt', 'disabled_at as disabledAt'] as const;
/** The library's name for e-mail address and password. */
const PASSWORD_PROVIDER = 'credential';

export function administerAccounts(database: Pick<Database, 'queries' | 'transaction'>): Administration {
  return {
    async createAccount({ email: emailText, name: nameText, role, password }, by) {
      const email = checkedEmail(emailText);
      const name = checkedName(nameText);
      checkPassword(password);
      const hash = await hashPassword(password);
      const create = database.transaction(async (transaction) => {
        const values = { email, name, role };
        const account = await transaction
          .insertInto('accounts')
          .values(values)
          .returning(COLUMNS)
          .executeTakeFirstOrThrow();
        const { id } = account;
        await transaction
          .insertInto('account_credentials')
          .values({ account_id: id, provider_id: PASSWORD_PROVIDER, provider_account_id: id, password: hash })
          .execute();
        await audit(transaction, { by, action: 'account.create', subjectId: id, detail: { email, role } });
        return account;
      });
      return await create.catch((error: unknown) => {
        throw isDuplicate(error) ? emailTaken(email, error) : error;
      });
    },
    listAccounts: () =>
      database.queries.selectFrom('accounts').select(COLUMNS).orderBy('name').orderBy('email').execute(),
    setRole: (accountId, role, by) =>
      database.transaction(async (transaction) => {
        const { account, isLastAdmin } = await lockWithAdmins(transaction, accountId);
        if (account.role === role) return;
        if (isLastAdmin) throw lastAdmin(account);
        await update(transaction, accountId, { role });
        const detail = { from: account.role, to: role };
        await audit(transaction, { by, action: 'account.set-role', subjectId: accountId, detail });
      }),
    disable: (accountId, by) =>
      database.transaction(async (transaction) => {
        const { account, isLastAdmin } = await lockWithAdmins(transaction, accountId);
        if (account.disabledAt !== null) return;
        if (isLastAdmin) throw lastAdmin(account);
        await update(transaction, accountId, { disabled_at: new Date() });
        await endSessions(transaction, accountId);
        await audit(transaction, { by, action: 'account.disable', subjectId: accountId });
      }),
    enable: (accountId, by) =>
      database.transaction(async (transaction) => {
        const account = await lock(transaction, accountId);
        if (account.disabledAt === null) return;
        await update(transaction, accountId, { disabled_at: null });
        await audit(transaction, { by, action: 'account.enable', subjectId: accountId });
      }),
    async resetPassword(accountId, password, by) {
      checkPassword(password);
      const hash = await hashPassword(password);
      await database.transaction(async (transaction) => {
        await lock(transaction, accountId);
        await transaction
          .updateTable('account_credentials')
          .set({ password: hash, updated_at: new Date() })
          .where('account_id', '=', accountId)
          .where('provider_id', '=', PASSWORD_PROVIDER)
          .execute();
        await endSessions(transaction, accountId);
        await audit(transaction, { by, action: 'account.reset-password', subjectId: accountId });
      });
    },
    deleteAccount: (accountId, by) =>
      database.transaction(async (transaction) => {
        const { account, isLastAdmin } = await lockWithAdmins(transaction, accountId);
        if (isLastAdmin) throw lastAdmin(account);
        await transaction.deleteFrom('accounts').where('id', '=', accountId).execute();
        const detail = { email: account.email, role: account.role };
        await audit(transaction, { by, action: 'account.delete', subjectId: accountId, detail });
      }),
  };
}

/** The account, which nobody else changes until the transaction ends. */
async function lock(transaction: OpenTransaction, accountId: string): Promise<Account> {
  const account = isId(accountId)
    ? await transaction
        .selectFrom('accounts')
        .select(COLUMNS)
        .where('id', '=', accountId)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (account) return account;
  throw new AccountsError('accounts.no-such-account', `There is no account ${accountId}: look at the list again.`);
}

/**
 * Locks all admins before the account, in one order: who would take an admin away waits for whoever is doing so, and
 * then counts who is left.
 */
async function lockWithAdmins(transaction: OpenTransaction, accountId: string) {
  const admins = await transaction
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const account = await lock(transaction, accountId);
  return { account, isLastAdmin: admins.length === 1 && admins[0]?.id === account.id };
}

async function update(
  transaction: OpenTransaction,
  accountId: string,
  change: { role: Account['role'] } | { disabled_at: Date | null },
): Promise<void> {
  await transaction
    .updateTable('accounts')
    .set({ ...change, updated_at: new Date() })
    .where('id', '=', accountId)
    .execute();
}

async function endSessions(transaction: OpenTransaction, accountId: string): Promise<void> {
  await transaction.deleteFrom('account_sessions').where('account_id', '=', accountId).execute();
}

const isDuplicate = (error: unknown): boolean => error instanceof UserError && error.code === 'database.duplicate';

const emailTaken = (email: string, cause: unknown): AccountsError =>
  new AccountsError('accounts.email-taken', `There is an account for ${email} already: change that one.`, { cause });

const lastAdmin = ({ name }: Account): AccountsError =>
  new AccountsError('accounts.last-admin', `${name} is the only admin: make somebody else an admin first.`);
