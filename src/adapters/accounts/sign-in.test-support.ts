/** Signing in: who gets in, and what the others learn. */
import { describe, expect, it } from 'vitest';
import { BY, browse, cookiesOf, ORIGIN, outcome, PASSWORD, send, signIn, type Trial } from './trial.test-support.ts';

const WRONG = {
  status: 401,
  body: { code: 'accounts.wrong-credentials', message: expect.stringMatching(/correct them/) },
};

/** What the library has too, other methods, and other spellings. */
const NOWHERE = [
  'POST /auth/sign-up/email',
  'POST /auth/update-user',
  'POST /auth/change-email',
  'POST /auth/change-password',
  'POST /auth/delete-user',
  'POST /auth/sign-in/social',
  'POST /auth/request-password-reset',
  'GET /auth/list-sessions',
  'GET /auth/ok',
  'GET /auth/error',
  'GET /auth/sign-out',
  'POST /auth/get-session',
  'POST /auth/sign-in/email/',
  'POST /auth//sign-in/email',
  'POST /auth/sign-in/%65mail',
  'GET /auth/',
];

export function testSignIn(at: () => Trial): void {
  describe('signing in', () => {
    it('gives a cookie that only the server reads, and that says who it is', async () => {
      const { accounts, add } = at();
      const { id } = await add('vera', 'viewer');
      const response = await signIn(accounts, { email: 'Vera@Example.org' });
      expect(await outcome(response)).toMatchObject({ status: 200, body: { user: { id, role: 'viewer' } } });
      expect(response.headers.getSetCookie()).toEqual([
        expect.stringMatching(
          /^screenalytics\.session_token=[^;]{40,}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
        ),
      ]);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const actor = { id, name: 'vera', email: 'vera@example.org', role: 'viewer', by: 'session' };
      expect(await accounts.actorOf(new Headers({ cookie: cookiesOf(response) }))).toEqual(actor);
      expect(await accounts.actorOf(new Headers({ cookie: `a=b; ${cookiesOf(response)}; c=d` }))).toEqual(actor);
    });

    it('gives a secure cookie where the base URL is https', async () => {
      const { add, open } = at();
      await add('vera', 'viewer');
      const origin = 'https://screenalytics.example.org';
      const accounts = await open({ baseUrl: origin });
      const response = await signIn(accounts, { email: 'vera@example.org', headers: { origin } });
      expect(response.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^__Secure-screenalytics\.session_token=.+; HttpOnly; Secure; SameSite=Lax$/),
      ]);
      expect(await accounts.actorOf(new Headers({ cookie: cookiesOf(response) }))).toMatchObject({ name: 'vera' });
    });

    it('says the same to a wrong password, an unknown address and a disabled account', async () => {
      const { accounts, add } = at();
      await add('vera', 'viewer');
      const { id } = await add('gone', 'viewer');
      await accounts.disable(id, BY);
      const answers = [
        await signIn(accounts, { email: 'vera@example.org', password: 'wrong horse battery' }),
        await signIn(accounts, { email: 'nobody@example.org' }),
        await signIn(accounts, { email: 'gone@example.org' }),
        await signIn(accounts, { email: 'gone@example.org', password: 'wrong horse battery' }),
      ];
      const bodies = new Set<string>();
      for (const answer of answers) {
        expect([...answer.headers.keys()]).toEqual(['cache-control', 'content-type']);
        bodies.add(await answer.clone().text());
        expect(await outcome(answer)).toEqual(WRONG);
      }
      expect(bodies.size).toBe(1);
    });

    it('takes its time over unknown addresses too', async () => {
      const { accounts, add } = at();
      await add('vera', 'viewer');
      const fastest = async (email: string): Promise<number> => {
        const times: number[] = [];
        for (let round = 0; round < 3; round++) {
          const start = performance.now();
          expect((await signIn(accounts, { email, password: 'wrong horse battery' })).status).toBe(401);
          times.push(performance.now() - start);
        }
        return Math.min(...times);
      };
      const known = await fastest('vera@example.org');
      // Without hashing it would be a tenth or less.
      expect(await fastest('nobody@example.org')).toBeGreaterThan(known / 3);
    });

    it.each([
      ['no JSON', '{', 400, 'accounts.invalid-request'],
      ['no address', JSON.stringify({ password: PASSWORD }), 400, 'accounts.invalid-request'],
      ['no text', JSON.stringify({ email: ['vera@example.org'], password: PASSWORD }), 400, 'accounts.invalid-request'],
      ['null', 'null', 400, 'accounts.invalid-request'],
      [
        'a password too long to hash',
        JSON.stringify({ email: 'a@b.org', password: 'x'.repeat(200) }),
        400,
        'accounts.invalid-request',
      ],
    ])('refuses a body that is %s', async (_, body, status, code) => {
      const headers = { 'content-type': 'application/json', origin: ORIGIN };
      const request = new Request(`${ORIGIN}/auth/sign-in/email`, { method: 'POST', headers, body });
      expect(await outcome(await at().accounts.handle(request, '192.0.2.1'))).toMatchObject({ status, body: { code } });
    });

    it('refuses forms, which any page can send', async () => {
      await at().add('vera', 'viewer');
      const body = new URLSearchParams({ email: 'vera@example.org', password: PASSWORD });
      const request = new Request(`${ORIGIN}/auth/sign-in/email`, { method: 'POST', body });
      expect((await at().accounts.handle(request, '192.0.2.1')).status).toBe(415);
    });

    it('refuses pages of other sites, with cookies and without, and takes trusted ones', async () => {
      const { add, open } = at();
      await add('vera', 'viewer');
      const accounts = await open({ trustedOrigins: ['https://web.example.org'] });
      const from = (origin: string, more = {}) =>
        signIn(accounts, { email: 'vera@example.org', headers: { origin, ...more } });
      const foreign = { status: 403, body: { code: 'accounts.foreign-origin' } };
      expect(await outcome(await from('https://evil.example'))).toMatchObject(foreign);
      expect(await outcome(await from('https://evil.example', { cookie: 'a=b' }))).toMatchObject(foreign);
      expect(await outcome(await from('null'))).toMatchObject(foreign);
      expect((await from('https://web.example.org')).status).toBe(200);
      const cookie = (await browse(accounts, 'vera@example.org')).get('cookie') ?? '';
      expect((await send(accounts, 'POST /auth/sign-out', { cookie, origin: 'https://evil.example' })).status).toBe(
        403,
      );
      expect(await accounts.actorOf(new Headers({ cookie }))).toMatchObject({ name: 'vera' });
    });

    it('is all there is, beside signing out and the session', async () => {
      const { accounts, add } = at();
      await add('vera', 'viewer');
      const headers = await browse(accounts, 'vera@example.org');
      for (const route of NOWHERE) {
        const answer = { route, ...(await outcome(await send(accounts, route, headers))) };
        expect(answer).toMatchObject({ route, status: 404, body: { code: 'accounts.no-such-path' } });
      }
    });
  });
}
