/** Changing one's own password: who found an open browser must not be able to, so it takes the old one. */
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { Database } from '../database/port.ts';
import { checkPassword, isId } from './account-input.ts';
import { AccountsError } from './accounts-error.ts';
import { audit } from './audit.ts';
import type { Accounts } from './port.ts';
import type { Attempt, AttemptSubject } from './sign-in-limits.ts';

/** The library's name for e-mail address and password. */
const PASSWORD_PROVIDER = 'credential';

export function changeOwnPassword(
  database: Pick<Database, 'queries' | 'transaction'>,
  attempt: (subject: AttemptSubject) => Promise<Attempt>,
): Accounts['changeOwnPassword'] {
  const readCredential = async (accountId: string) => {
    const row = isId(accountId)
      ? await database.queries
          .selectFrom('accounts')
          .innerJoin('account_credentials', 'account_credentials.account_id', 'accounts.id')
          .select(['accounts.email', 'account_credentials.password'])
          .where('accounts.id', '=', accountId)
          .where('accounts.disabled_at', 'is', null)
          .where('account_credentials.provider_id', '=', PASSWORD_PROVIDER)
          .executeTakeFirst()
      : undefined;
    if (row) return row;
    throw new AccountsError('accounts.no-such-account', `There is no account ${accountId}: sign in again.`);
  };

  return async (accountId, { current, wanted }) => {
    checkPassword(wanted);
    const { email, password: hash } = await readCredential(accountId);
    // Guessing here counts as guessing at the sign-in.
    const { waitMs, succeed } = await attempt({ address: `own password of ${accountId}`, email });
    if (waitMs > 0) {
      throw new AccountsError(
        'accounts.too-many-attempts',
        `There were too many attempts: wait ${Math.ceil(waitMs / 60_000)} min and try again.`,
        { retryable: true },
      );
    }
    if (hash === null || !(await verifyPassword({ hash, password: current }))) {
      throw new AccountsError('accounts.wrong-credentials', 'The current password is another one: correct it.');
    }
    const password = await hashPassword(wanted);
    await database.transaction(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('account_credentials')
        .set({ password, updated_at: new Date() })
        .where('account_id', '=', accountId)
        .where('provider_id', '=', PASSWORD_PROVIDER)
        .where('password', '=', hash)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) {
        throw new AccountsError('accounts.wrong-credentials', 'The password was changed meanwhile: sign in again.');
      }
      await transaction.deleteFrom('account_sessions').where('account_id', '=', accountId).execute();
      await audit(transaction, { by: accountId, action: 'account.change-password', subjectId: accountId });
    });
    await succeed();
  };
}
