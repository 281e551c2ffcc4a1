/** Who is behind a request: one query for a session or a key. */

import { parseCookies } from 'better-auth/cookies';
import { constantTimeEqual, makeSignature } from 'better-auth/crypto';
import type { Queries } from '../database/port.ts';
import { hashKey } from './api-keys.ts';
import { type Actor, isAtLeast } from './port.ts';

interface CookieSource {
  readonly secret: string;
  readonly cookieName: string;
}

export interface ActorSource extends CookieSource {
  readonly queries: Queries;
  readonly now: () => number;
}

const MINUTE_MS = 60_000;
const BEARER = /^Bearer +(\S+)$/i;

export async function findActor(headers: Headers, source: ActorSource): Promise<Actor | null> {
  const key = keyIn(headers);
  if (key !== null) return await actorOfKey(key, source);
  const token = await signedToken(headers, source);
  return token === null ? null : await actorOfSession(token, source);
}

/** Any bearer token counts as a key: who sends one does not mean the cookie. */
const keyIn = (headers: Headers): string | null =>
  headers.get('x-api-key') ?? BEARER.exec(headers.get('authorization') ?? '')?.[1] ?? null;

/** The session's token, if the library signed it. The cookie is `token.signature`. */
export async function signedToken(headers: Headers, { cookieName, secret }: CookieSource): Promise<string | null> {
  const value = parseCookies(headers.get('cookie') ?? '').get(cookieName) ?? '';
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  return constantTimeEqual(value.slice(dot + 1), await makeSignature(token, secret)) ? token : null;
}

async function actorOfSession(token: string, { queries, now }: ActorSource): Promise<Actor | null> {
  const account = await queries
    .selectFrom('account_sessions as session')
    .innerJoin('accounts as account', 'account.id', 'session.account_id')
    .select(['account.id', 'account.name', 'account.email', 'account.role'])
    .where('session.token', '=', token)
    .where('session.expires_at', '>', new Date(now()))
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
  return account ? { ...account, by: 'session' } : null;
}

async function actorOfKey(text: string, { queries, now }: ActorSource): Promise<Actor | null> {
  const hash = hashKey(text);
  if (hash === null) return null;
  const at = now();
  const found = await queries
    .selectFrom('api_keys as key')
    .innerJoin('accounts as account', 'account.id', 'key.account_id')
    .select(['account.id', 'account.name', 'account.email', 'account.role'])
    .select(['key.id as keyId', 'key.role as keyRole', 'key.last_used_at as lastUsedAt'])
    .where('key.key_sha256', '=', hash)
    .where((where) => where.or([where('key.expires_at', 'is', null), where('key.expires_at', '>', new Date(at))]))
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!found) return null;
  const { id, name, email, role, keyId, keyRole, lastUsedAt } = found;
  // Writing it for every request would cost more than the request.
  if (lastUsedAt === null || at - lastUsedAt.getTime() >= MINUTE_MS) {
    await queries
      .updateTable('api_keys')
      .set({ last_used_at: new Date(at) })
      .where('id', '=', keyId)
      .execute();
  }
  return { id, name, email, role: isAtLeast(role, keyRole) ? keyRole : role, by: 'api-key' };
}
