/** better-auth, set up for our tables: e-mail address with password, sessions by cookie, and nothing else. */
import { betterAuth } from 'better-auth';
import type { Queries } from '../database/port.ts';

export interface AuthLibraryOptions {
  readonly queries: Queries;
  readonly secret: string;
  /** Where browsers reach the API. With `https` the cookies are secure. */
  readonly baseUrl: string;
  readonly trustedOrigins: readonly string[];
}

/** Requests whose address is known carry it in this header; what a client sends under that name never gets here. */
export const ADDRESS_HEADER = 'x-client-address';
export const AUTH_PATH = '/auth';

const DAY_SECONDS = 86_400;

export function setUpAuthLibrary({ queries, secret, baseUrl, trustedOrigins }: AuthLibraryOptions) {
  return betterAuth({
    appName: 'Screenalytics',
    baseURL: baseUrl,
    basePath: AUTH_PATH,
    secret,
    // Given twice: without this one, the environment variable BETTER_AUTH_SECRETS would count more.
    secrets: [{ version: 1, value: secret }],
    trustedOrigins: [...trustedOrigins],
    database: { db: queries, type: 'postgres', transaction: false },
    emailAndPassword: { enabled: true, disableSignUp: true },
    user: {
      modelName: 'accounts',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: { role: { type: 'string', required: true, input: false } },
    },
    account: {
      modelName: 'account_credentials',
      fields: {
        userId: 'account_id',
        providerId: 'provider_id',
        accountId: 'provider_account_id',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    session: {
      modelName: 'account_sessions',
      fields: {
        userId: 'account_id',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        expiresAt: 'expires_at',
      },
      expiresIn: 7 * DAY_SECONDS,
      // Who comes back within a week stays signed in.
      updateAge: DAY_SECONDS,
      // A copy of the session in a cookie would outlive the session.
      cookieCache: { enabled: false },
    },
    advanced: {
      cookiePrefix: 'screenalytics',
      // Said outright, since the library has other defaults where NODE_ENV is "test".
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: 'uuid', validateSchema: false },
    },
    // By sign-in-limits.ts, which counts by account too.
    rateLimit: { enabled: false },
    // Its messages name what failed, which the answer tells as well; unexpected errors are thrown.
    logger: { disabled: true },
    onAPIError: { throw: true },
    telemetry: { enabled: false },
  });
}
