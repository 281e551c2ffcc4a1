/** Sessions: how long they last, and what ends them. */
import { describe, expect, it, vi } from 'vitest';
import { BY, browse, cookiesOf, PASSWORD, send, signIn, type Trial } from './trial.test-support.ts';

const DAY_MS = 86_400_000;

export function testSessions(at: () => Trial): void {
  const sessions = () => at().database.queries.selectFrom('account_sessions').selectAll().execute();
  const setExpiry = (expiresAt: Date) =>
    at().database.queries.updateTable('account_sessions').set({ expires_at: expiresAt }).execute();

  describe('a session', () => {
    it('is told to the browser that has it', async () => {
      const { accounts, add } = at();
      const { id } = await add('vera', 'reviewer');
      const headers = await browse(accounts, 'vera@example.org');
      const response = await send(accounts, 'GET /auth/get-session', headers);
      expect(await response.json()).toMatchObject({ user: { id, name: 'vera', role: 'reviewer' } });
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await (await send(accounts, 'GET /auth/get-session')).json()).toBeNull();
    });

    it('ends when its browser signs out, not when another one does', async () => {
      const { accounts, add } = at();
      await add('vera', 'viewer');
      const [here, there] = [await browse(accounts, 'vera@example.org'), await browse(accounts, 'vera@example.org')];
      const response = await send(accounts, 'POST /auth/sign-out', here);
      expect(response.status).toBe(200);
      expect(response.headers.getSetCookie()[0]).toMatch(/^screenalytics\.session_token=; Max-Age=0;/);
      expect(await accounts.actorOf(here)).toBeNull();
      expect(await accounts.actorOf(there)).toMatchObject({ name: 'vera' });
      expect(await sessions()).toHaveLength(1);
    });

    it('ends after a week, and its row goes when somebody signs in', async () => {
      const { accounts, add, clock } = at();
      await add('vera', 'viewer');
      const headers = await browse(accounts, 'vera@example.org');
      clock.advance(7 * DAY_MS - 60_000);
      expect(await accounts.actorOf(headers)).not.toBeNull();
      clock.advance(2 * 60_000);
      expect(await accounts.actorOf(headers)).toBeNull();
      clock.setDate(Date.now());
      await setExpiry(new Date(Date.now() - 1));
      expect(await (await send(accounts, 'GET /auth/get-session')).json()).toBeNull();
      await browse(accounts, 'vera@example.org');
      expect(await sessions()).toHaveLength(1);
    });

    it('is prolonged when its browser comes back on another day', async () => {
      const { accounts, add } = at();
      await add('vera', 'viewer');
      const headers = await browse(accounts, 'vera@example.org');
      expect((await send(accounts, 'GET /auth/get-session', headers)).headers.getSetCookie()).toEqual([]);
      await setExpiry(new Date(Date.now() + 5 * DAY_MS));
      const response = await send(accounts, 'GET /auth/get-session', headers);
      expect(response.headers.getSetCookie()).toEqual([expect.stringMatching(/session_token=.+; Max-Age=604800;/)]);
      expect((await sessions())[0]?.expires_at.getTime()).toBeGreaterThan(Date.now() + 6 * DAY_MS);
    });

    it('is the same in every process with the secret, and nothing in one with another', async () => {
      const { accounts, add, open } = at();
      await add('vera', 'viewer');
      const headers = await browse(accounts, 'vera@example.org');
      expect(await (await open()).actorOf(headers)).toMatchObject({ name: 'vera' });
      const other = await open({ secret: 'another secret of 32 letters, or more' });
      expect(await other.actorOf(headers)).toBeNull();
      expect(await (await send(other, 'GET /auth/get-session', headers)).json()).toBeNull();
    });

    it('depends on the secret that was given, whatever the environment says', async () => {
      const { accounts, add, open } = at();
      await add('vera', 'viewer');
      vi.stubEnv('BETTER_AUTH_SECRETS', `7:${'z'.repeat(40)}`);
      try {
        expect(await accounts.actorOf(await browse(await open(), 'vera@example.org'))).toMatchObject({ name: 'vera' });
      } finally {
        vi.unstubAllEnvs();
      }
    });

    it('is nobody when the cookie is altered, unsigned or signed for another token', async () => {
      const { accounts, add } = at();
      await add('vera', 'viewer');
      await add('axel', 'admin');
      const cookieValue = async (name: string) =>
        decodeURIComponent(cookiesOf(await signIn(accounts, { email: `${name}@example.org` })).split('=')[1] ?? '');
      const [vera = '', veraSignature = ''] = (await cookieValue('vera')).split('.');
      const [axel = '', axelSignature = ''] = (await cookieValue('axel')).split('.');
      const actor = (value: string) =>
        accounts.actorOf(new Headers({ cookie: `screenalytics.session_token=${encodeURIComponent(value)}` }));
      expect(await actor(`${axel}.${axelSignature}`)).toMatchObject({ role: 'admin' });
      const forged = [
        axel,
        `${axel}.`,
        `.${axelSignature}`,
        `${axel}.${veraSignature}`,
        `${vera}.${axelSignature}`,
        '',
      ];
      for (const value of forged) expect(await actor(value)).toBeNull();
      expect(await actor(`${axel}.${axelSignature.toLowerCase()}`)).toBeNull();
    });

    it('is nobody as soon as the account is disabled, and stays over when it is enabled', async () => {
      const { accounts, add } = at();
      const { id } = await add('vera', 'viewer');
      const headers = await browse(accounts, 'vera@example.org');
      await accounts.disable(id, BY);
      expect(await accounts.actorOf(headers)).toBeNull();
      expect(await (await send(accounts, 'GET /auth/get-session', headers)).json()).toBeNull();
      await accounts.enable(id, BY);
      expect(await accounts.actorOf(headers)).toBeNull();
      expect(await accounts.actorOf(await browse(accounts, 'vera@example.org'))).toMatchObject({ id });
    });

    it('does not begin while its account is being disabled', async () => {
      const { add, accounts, open } = at();
      const { id } = await add('vera', 'viewer');
      const many = await open({ limits: { perAddress: 100, perAccount: 100, windowMs: 60_000 } });
      const email = 'vera@example.org';
      const first = signIn(many, { email });
      const more = Array.from({ length: 5 }, () => signIn(many, { email }));
      await first;
      await accounts.disable(id, BY);
      const statuses = (await Promise.all(more)).map(({ status }) => status);
      expect(statuses.every((status) => status === 200 || status === 401)).toBe(true);
      expect(await sessions()).toEqual([]);
    });

    it('ends when the password is reset, which then is the one to sign in with', async () => {
      const { accounts, add } = at();
      const { id } = await add('vera', 'viewer');
      const headers = await browse(accounts, 'vera@example.org');
      await accounts.resetPassword(id, 'another horse battery', BY);
      expect(await accounts.actorOf(headers)).toBeNull();
      const status = async (password: string) =>
        (await signIn(accounts, { email: 'vera@example.org', password })).status;
      expect(await status(PASSWORD)).toBe(401);
      expect(await status('another horse battery')).toBe(200);
    });
  });
}
