/** What the conformance suite works with: accounts on an open database, a clock that is set by hand, and a browser. */
import { createManualClock, type ManualClock } from '../clock/manual-clock.ts';
import { emptyTables } from '../database/empty-tables.test-support.ts';
import type { Database } from '../database/port.ts';
import { type AccountsOptions, openAccounts } from './better-auth-accounts.ts';
import type { Account, Accounts, Role } from './port.ts';

export const ORIGIN = 'http://localhost:3000';
export const PASSWORD = 'correct horse battery';
export const BY = 'tester';
const SECRET = 'k3Vx'.repeat(8);
const ADDRESS = '192.0.2.1';

export interface Trial {
  readonly database: Database;
  readonly accounts: Accounts;
  readonly clock: ManualClock;
  /** Another process on the same database. */
  open(options?: Partial<AccountsOptions>): Promise<Accounts>;
  /** An account with {@link PASSWORD}. */
  add(name: string, role: Role): Promise<Account>;
  auditLog(): Promise<readonly { actor: string; action: string; subject_id: string; detail: unknown }[]>;
}

/** Forgets what earlier tests left. */
export async function startTrial(database: Database): Promise<Trial> {
  await emptyTables(database.queries);
  const clock = createManualClock(Date.now());
  const open = (options: Partial<AccountsOptions> = {}) =>
    openAccounts({ database, secret: SECRET, baseUrl: ORIGIN, clock, ...options });
  const accounts = await open();
  return {
    database,
    accounts,
    clock,
    open,
    add: (name, role) => accounts.createAccount({ email: `${name}@example.org`, name, role, password: PASSWORD }, BY),
    auditLog: () =>
      database.queries
        .selectFrom('audit_log')
        .select(['actor', 'action', 'subject_id', 'detail'])
        .orderBy('id')
        .execute(),
  };
}

export interface SignIn {
  readonly email: string;
  readonly password?: string;
  readonly address?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function signIn(accounts: Accounts, { email, password = PASSWORD, address = ADDRESS, headers }: SignIn) {
  const request = new Request(`${ORIGIN}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
    body: JSON.stringify({ email, password }),
  });
  return accounts.handle(request, address);
}

/** Signs in, as a browser that keeps its cookies would. @returns the headers of its next requests. */
export async function browse(accounts: Accounts, email: string): Promise<Headers> {
  const response = await signIn(accounts, { email });
  if (response.status !== 200) throw new Error(`Signing in gave ${response.status}: ${await response.text()}`);
  return new Headers({ origin: ORIGIN, cookie: cookiesOf(response) });
}

/** The cookies that an answer sets, as a browser sends them back. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

export const send = (
  accounts: Accounts,
  route: string,
  headers: Headers | Record<string, string> = {},
): Promise<Response> => {
  const [method = '', path = ''] = route.split(' ');
  return accounts.handle(new Request(ORIGIN + path, { method, headers }), ADDRESS);
};

/** Status and body of an answer. */
export const outcome = async (response: Response): Promise<{ status: number; body: unknown }> => ({
  status: response.status,
  body: await response.json(),
});
