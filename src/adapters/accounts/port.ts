/**
 * Port: who uses the server, and what they may do.
 *
 * People sign in with e-mail address and password and carry a cookie; programs carry an API key of an account. Accounts
 * are made by admins. Whether somebody may call one of the changing functions is for the caller to decide; each is
 * written to the audit log under `by`, which names who did it: an account's id, or a program such as `cli`.
 */

/** From the least to the most: each may do what the ones before may. */
export const ROLES = ['viewer', 'reviewer', 'admin'] as const;
/** A viewer looks, a reviewer corrects and runs, an admin manages accounts as well. */
export type Role = (typeof ROLES)[number];

/** Whether who has `role` may do what asks for `needed`. */
export const isAtLeast = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);

/** Who makes a request. */
export interface Actor {
  /** The account's. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Of a key: the key's role, or the account's if that is less. */
  readonly role: Role;
  readonly by: 'session' | 'api-key';
}

export interface Account {
  readonly id: string;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Date;
  /** Null while the account can be used. */
  readonly disabledAt: Date | null;
}

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** 10 to 128 characters. */
  readonly password: string;
}

export interface ApiKey {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly role: Role;
  /** The beginning of the key, by which people recognise it. */
  readonly prefix: string;
  readonly createdAt: Date;
  /** Null: it does not end by itself. */
  readonly expiresAt: Date | null;
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null;
}

export interface NewApiKey {
  readonly accountId: string;
  readonly name: string;
  /** The account's role at most. */
  readonly role: Role;
  readonly expiresAt?: Date;
}

export interface Accounts {
  /**
   * Who is behind the headers of a request: by `Authorization: Bearer <key>` or `x-api-key`, else by the session's
   * cookie. Null for nobody: nothing given, expired, revoked, signed out, or the account is disabled. A wrong key is
   * nobody, whatever the cookie says. Looked up afresh every time, so that what an admin does counts at once.
   *
   * @throws DatabaseError
   */
  actorOf(headers: Headers): Promise<Actor | null>;
  /**
   * Answers `POST /auth/sign-in/email` with `{email, password}` (JSON), `POST /auth/sign-out` and
   * `GET /auth/get-session`, and 404 for everything else. Errors are `{code, message}` with the codes of
   * `accounts-error.ts`. Attempts to sign in are limited by address and by account.
   *
   * @param address where the request comes from. Taken from the connection, or from a proxy that is trusted.
   * @throws DatabaseError
   */
  handle(request: Request, address: string): Promise<Response>;

  /** @throws AccountsError `accounts.invalid-email`, `-name`, `-password`, `accounts.email-taken`. */
  createAccount(account: NewAccount, by: string): Promise<Account>;
  /** By name. */
  listAccounts(): Promise<readonly Account[]>;
  /** @throws AccountsError `accounts.no-such-account`, `accounts.last-admin`. */
  setRole(accountId: string, role: Role, by: string): Promise<void>;
  /** Ends its sessions and suspends its keys. @throws AccountsError `accounts.no-such-account`, `accounts.last-admin`. */
  disable(accountId: string, by: string): Promise<void>;
  /** Its keys work again. @throws AccountsError `accounts.no-such-account`. */
  enable(accountId: string, by: string): Promise<void>;
  /** Ends its sessions; its keys stay. @throws AccountsError `accounts.no-such-account`, `accounts.invalid-password`. */
  resetPassword(accountId: string, password: string, by: string): Promise<void>;
  /**
   * By its owner. Ends all its sessions, that of who changes it among them; its keys stay. Attempts are limited as those to
   * sign in are.
   *
   * @throws AccountsError `accounts.wrong-credentials`, `accounts.too-many-attempts`, `accounts.invalid-password`,
   * `accounts.no-such-account`.
   */
  changeOwnPassword(accountId: string, passwords: { readonly current: string; readonly wanted: string }): Promise<void>;
  /** With its sessions and keys. @throws AccountsError `accounts.no-such-account`, `accounts.last-admin`. */
  deleteAccount(accountId: string, by: string): Promise<void>;
  readonly keys: ApiKeys;
}

export interface ApiKeys {
  /**
   * @returns the key itself too: it is not stored, so this is the only time to see it.
   * @throws AccountsError `accounts.no-such-account`, `accounts.role-too-high`, `accounts.invalid-name`, `-expiry`.
   */
  create(key: NewApiKey, by: string): Promise<ApiKey & { readonly key: string }>;
  /** Newest first. @param accountId null: of all accounts. */
  list(accountId: string | null): Promise<readonly ApiKey[]>;
  /** @throws AccountsError `accounts.no-such-key`. */
  revoke(keyId: string, by: string): Promise<void>;
}
