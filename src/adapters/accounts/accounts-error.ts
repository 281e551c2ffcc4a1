/** The errors of the accounts port. */
import { UserError } from '../../errors.ts';

export type AccountsErrorCode =
  | 'accounts.weak-secret'
  | 'accounts.no-such-account'
  | 'accounts.email-taken'
  | 'accounts.invalid-email'
  | 'accounts.invalid-name'
  | 'accounts.invalid-password'
  /** It would leave nobody who can manage accounts. */
  | 'accounts.last-admin'
  /** A key may not do more than its account. */
  | 'accounts.role-too-high'
  | 'accounts.invalid-expiry'
  | 'accounts.no-such-key'
  /** Wrong password; when signing in, unknown address and disabled account alike. */
  | 'accounts.wrong-credentials'
  | 'accounts.too-many-attempts'
  // In answers of `handle` only:
  /** The browser came from a site that is not ours. */
  | 'accounts.foreign-origin'
  | 'accounts.invalid-request'
  | 'accounts.no-such-path'
  | 'accounts.failed';

/** Something about accounts is refused; the message says what to do, and never holds a password or a key. */
export class AccountsError extends UserError {
  override readonly name = 'AccountsError';
  declare readonly code: AccountsErrorCode;

  constructor(code: AccountsErrorCode, message: string, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(code, message, options);
  }
}
