/** The accounts port on better-auth and the database. */
import { getIP } from 'better-auth/api';
import type { Database, Queries } from '../database/port.ts';
import { AccountsError } from './accounts-error.ts';
import { administerAccounts } from './administer-accounts.ts';
import { manageKeys } from './api-keys.ts';
import { ADDRESS_HEADER, setUpAuthLibrary } from './auth-library.ts';
import { changeOwnPassword } from './change-own-password.ts';
import { findActor, signedToken } from './find-actor.ts';
import { handleRequest } from './handle-request.ts';
import type { Accounts } from './port.ts';
import { DEFAULT_LIMITS, limitSignIns, type SignInLimits } from './sign-in-limits.ts';

export interface AccountsOptions {
  readonly database: Pick<Database, 'queries' | 'transaction'>;
  /** Signs cookies: 32 characters or more. Another secret ends all sessions, and no key. */
  readonly secret: string;
  /** Where browsers reach the API, such as `https://screenalytics.example.org`. With `https` the cookies are secure. */
  readonly baseUrl: string;
  /** Other origins whose pages may sign in, such as that of the web client where it is another. */
  readonly trustedOrigins?: readonly string[];
  readonly limits?: SignInLimits;
  /** For limits and expiry. Default: the machine's. */
  readonly clock?: { now(): number };
}

const SHORTEST_SECRET = 32;
/** Sessions that one sign-in clears away. */
const SWEEP = 100;

/** @throws AccountsError `accounts.weak-secret`. */
export async function openAccounts(options: AccountsOptions): Promise<Accounts> {
  const { database, secret, baseUrl, trustedOrigins = [], limits = DEFAULT_LIMITS, clock = Date } = options;
  if (secret.length < SHORTEST_SECRET) {
    throw new AccountsError(
      'accounts.weak-secret',
      `The secret for sessions has ${secret.length} characters: make one of ${SHORTEST_SECRET} or more by chance.`,
    );
  }
  const { queries } = database;
  const now = () => clock.now();
  const library = setUpAuthLibrary({ queries, secret, baseUrl, trustedOrigins });
  const { authCookies } = await library.$context;
  const actors = { queries, secret, cookieName: authCookies.sessionToken.name, now };
  const attempt = limitSignIns(queries, limits, now);
  const requests = {
    answer: library.handler,
    networkOf: (address: string) => getIP(new Headers({ [ADDRESS_HEADER]: address }), library.options) ?? 'unknown',
    attempt,
    removeExpiredSessions: () => removeExpiredSessions(queries, now()),
    endSession: async (headers: Headers) => {
      const token = await signedToken(headers, actors);
      if (token !== null) await queries.deleteFrom('account_sessions').where('token', '=', token).execute();
    },
  };
  return {
    actorOf: (headers) => findActor(headers, actors),
    handle: (request, address) => handleRequest(request, address, requests),
    ...administerAccounts(database),
    changeOwnPassword: changeOwnPassword(database, attempt),
    keys: manageKeys(database, now),
  };
}

/** The library removes an expired session only when somebody comes with it. */
async function removeExpiredSessions(queries: Queries, now: number): Promise<void> {
  await queries
    .deleteFrom('account_sessions')
    .where('id', 'in', (rows) =>
      rows
        .selectFrom('account_sessions')
        .select('id')
        .where('expires_at', '<=', new Date(now))
        .limit(SWEEP)
        .forUpdate()
        .skipLocked(),
    )
    .execute();
}
