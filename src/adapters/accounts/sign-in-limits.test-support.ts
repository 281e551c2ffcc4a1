/** How often somebody may try. */
import { describe, expect, it } from 'vitest';
import type { Accounts } from './port.ts';
import { outcome, PASSWORD, type SignIn, signIn, type Trial } from './trial.test-support.ts';

const WINDOW_MS = 60_000;
const LIMITS = { perAddress: 6, perAccount: 3, windowMs: WINDOW_MS };
const EMAIL = 'vera@example.org';
const WRONG = 'wrong horse battery';

const counts = (statuses: readonly number[]): Record<number, number> => {
  const found: Record<number, number> = {};
  for (const status of statuses) found[status] = (found[status] ?? 0) + 1;
  return found;
};

export function testLimits(at: () => Trial): void {
  const attempt = async (accounts: Accounts, request: SignIn): Promise<number> =>
    (await signIn(accounts, request)).status;

  describe('attempts to sign in', () => {
    it('are limited by account, from any address, and say how long to wait', async () => {
      const accounts = await at().open({ limits: LIMITS });
      await at().add('vera', 'viewer');
      for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
        expect(await attempt(accounts, { email: EMAIL, password: WRONG, address })).toBe(401);
      }
      at().clock.advance(WINDOW_MS / 2);
      const response = await signIn(accounts, { email: EMAIL, address: '192.0.2.4' });
      expect(response.headers.get('retry-after')).toBe('30');
      expect(await outcome(response)).toEqual({
        status: 429,
        body: { code: 'accounts.too-many-attempts', message: expect.stringMatching(/wait 1 min/) },
      });
      expect(await attempt(accounts, { email: 'VERA@example.org', address: '192.0.2.4' })).toBe(429);
      at().clock.advance(WINDOW_MS / 2);
      expect(await attempt(accounts, { email: EMAIL, address: '192.0.2.4' })).toBe(200);
    });

    it('are limited for unknown accounts alike', async () => {
      const accounts = await at().open({ limits: LIMITS });
      const statuses: number[] = [];
      for (let n = 0; n < 5; n++) statuses.push(await attempt(accounts, { email: 'nobody@example.org' }));
      expect(statuses).toEqual([401, 401, 401, 429, 429]);
    });

    it('are limited by address, at any account; other addresses go on', async () => {
      const accounts = await at().open({ limits: LIMITS });
      await at().add('vera', 'viewer');
      const statuses: number[] = [];
      for (let n = 0; n < 8; n++) statuses.push(await attempt(accounts, { email: `nobody${n}@example.org` }));
      expect(counts(statuses)).toEqual({ 401: 6, 429: 2 });
      expect(await attempt(accounts, { email: EMAIL })).toBe(429);
      expect(await attempt(accounts, { email: EMAIL, address: '192.0.2.2' })).toBe(200);
    });

    it('count for the whole network of an IPv6 address', async () => {
      const accounts = await at().open({ limits: LIMITS });
      const from = (address: string, n: number) => attempt(accounts, { email: `nobody${n}@example.org`, address });
      const statuses: number[] = [];
      for (let n = 0; n < 7; n++) statuses.push(await from(`2001:db8:0:1::${n}`, n));
      expect(counts(statuses)).toEqual({ 401: 6, 429: 1 });
      expect(await from('2001:db8:0:2::1', 8)).toBe(401);
    });

    it('do not take the address from what a client says', async () => {
      const accounts = await at().open({ limits: LIMITS });
      const statuses: number[] = [];
      for (let n = 0; n < 7; n++) {
        const headers = { 'x-forwarded-for': `198.51.100.${n}`, 'x-client-address': `198.51.100.${n}` };
        statuses.push(await attempt(accounts, { email: `nobody${n}@example.org`, headers }));
      }
      expect(counts(statuses)).toEqual({ 401: 6, 429: 1 });
    });

    it('are counted exactly, many at once in several processes', async () => {
      const processes = [await at().open({ limits: LIMITS }), await at().open({ limits: LIMITS })];
      await at().add('vera', 'viewer');
      const attempts = Array.from({ length: 10 }, (_, n) =>
        attempt(processes[n % 2] as Accounts, { email: EMAIL, password: WRONG, address: `192.0.2.${n}` }),
      );
      expect(counts(await Promise.all(attempts))).toEqual({ 401: 3, 429: 7 });
    });

    it('start afresh for the account after the right password, for the address they do not', async () => {
      const accounts = await at().open({ limits: LIMITS });
      await at().add('vera', 'viewer');
      const statuses: number[] = [];
      for (const password of [WRONG, WRONG, PASSWORD, WRONG, WRONG, PASSWORD, WRONG, WRONG, PASSWORD]) {
        statuses.push(await attempt(accounts, { email: EMAIL, password }));
      }
      expect(statuses).toEqual([401, 401, 200, 401, 401, 200, 401, 401, 429]);
    });

    it('do not count when they say nothing about passwords', async () => {
      const accounts = await at().open({ limits: LIMITS });
      await at().add('vera', 'viewer');
      const headers = { origin: 'https://evil.example' };
      for (let n = 0; n < 8; n++) expect(await attempt(accounts, { email: EMAIL, headers })).toBe(403);
      expect(await attempt(accounts, { email: EMAIL })).toBe(200);
    });

    it('are forgotten when their time is over, and name no e-mail address', async () => {
      const accounts = await at().open({ limits: LIMITS });
      const rows = () => at().database.queries.selectFrom('sign_in_attempts').select('subject').execute();
      await attempt(accounts, { email: 'first@example.org' });
      expect(await rows()).toHaveLength(2);
      expect(JSON.stringify(await rows())).not.toContain('first');
      at().clock.advance(WINDOW_MS);
      await attempt(accounts, { email: 'second@example.org', address: '192.0.2.2' });
      expect(await rows()).toHaveLength(2);
    });
  });
}
