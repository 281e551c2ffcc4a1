import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccounts } from '../../adapters/accounts/better-auth-accounts.ts';
import type { Accounts } from '../../adapters/accounts/port.ts';
import { prepareMigratedDatabase } from '../../adapters/database/migrated-database.test-support.ts';
import { openPgliteDatabase } from '../../adapters/database/pglite-database.ts';
import type { Database } from '../../adapters/database/port.ts';
import { headersOf, mountAccounts } from './mount-accounts.ts';

const ORIGIN = 'https://screenalytics.example.org';
const PASSWORD = 'correct horse battery';
const EMAIL = 'vera@example.org';
const LIMITS = { perAddress: 2, perAccount: 100, windowMs: 60_000 };

describe('accounts over HTTP', () => {
  let folder: string;
  let database: Database;
  let accounts: Accounts;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mount-'));
    await prepareMigratedDatabase(folder);
    database = await openPgliteDatabase({ folder });
    accounts = await openAccounts({ database, secret: 'k3Vx'.repeat(8), baseUrl: ORIGIN, limits: LIMITS });
    await accounts.createAccount({ email: EMAIL, name: 'Vera', role: 'reviewer', password: PASSWORD }, 'test');
  });
  afterAll(async () => {
    await database?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => database.queries.deleteFrom('sign_in_attempts').execute());

  /** Runs `visit` at a server that trusts the proxies named. */
  async function serve(trustProxy: false | string, visit: (url: string) => Promise<void>): Promise<void> {
    const app: FastifyInstance = fastify({ trustProxy });
    await app.register(mountAccounts(accounts));
    app.get('/me', async (request) => ({ actor: await accounts.actorOf(headersOf(request)) }));
    app.post('/echo', (request) => request.body);
    await app.listen({ port: 0, host: '127.0.0.1' });
    try {
      await visit(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`);
    } finally {
      await app.close();
    }
  }
  const signIn = (url: string, { password = PASSWORD, headers = {} } = {}) =>
    fetch(`${url}/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
      body: JSON.stringify({ email: EMAIL, password }),
    });

  it('signs in, knows the browser, and signs out', () =>
    serve(false, async (url) => {
      const response = await signIn(url);
      expect(response.status).toBe(200);
      const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      expect(cookie).toMatch(/^__Secure-screenalytics\.session_token=/);
      const get = async (where: string) => (await fetch(url + where, { headers: { cookie } })).json();
      expect(await get('/me')).toMatchObject({ actor: { name: 'Vera', role: 'reviewer', by: 'session' } });
      expect(await get('/auth/get-session')).toMatchObject({ user: { email: EMAIL } });
      const out = await fetch(`${url}/auth/sign-out`, { method: 'POST', headers: { cookie, origin: ORIGIN } });
      expect(out.status).toBe(200);
      expect(out.headers.getSetCookie().length).toBeGreaterThan(1);
      expect(await get('/me')).toEqual({ actor: null });
    }));

  it('passes errors on as they are', () =>
    serve(false, async (url) => {
      expect((await signIn(url, { password: 'wrong horse battery' })).status).toBe(401);
      expect((await signIn(url, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
      const nowhere = await fetch(`${url}/auth/sign-up/email`, { method: 'POST' });
      expect(nowhere.status).toBe(404);
      expect(await nowhere.json()).toMatchObject({ code: 'accounts.no-such-path' });
      expect((await signIn(url, { password: 'x'.repeat(20_000) })).status).toBe(413);
    }));

  it('leaves other routes their bodies', () =>
    serve(false, async (url) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${url}/echo`, { method: 'POST', headers, body: '{"a":[1]}' });
      expect(await response.json()).toEqual({ a: [1] });
    }));

  const statuses = async (url: string): Promise<number[]> => {
    const found: number[] = [];
    for (let n = 0; n < 3; n++) {
      const headers = { 'x-forwarded-for': `198.51.100.${n}`, 'x-client-address': `203.0.113.${n}` };
      const response = await signIn(url, { password: 'wrong horse battery', headers });
      found.push(response.status);
      if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(50);
    }
    return found;
  };

  it('limits by the address of the connection, whatever the client says', () =>
    serve(false, async (url) => {
      expect(await statuses(url)).toEqual([401, 401, 429]);
    }));

  it('limits by the address that a trusted proxy tells', () =>
    serve('127.0.0.1', async (url) => {
      expect(await statuses(url)).toEqual([401, 401, 401]);
    }));
});
