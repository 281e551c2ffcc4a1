/** Who may do what: every procedure is called as nobody and as each role. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter } from './api/app-router.ts';
import { type ListedProcedure, listProcedures } from './api/list-procedures.ts';
import { startTestApi, type TestApi } from './api-server.test-support.ts';
import { type Role, role } from './contract/roles.ts';

const BASE = 'https://api.example.org';
const PASSWORD = 'correct horse battery';

/** Null: may call. */
function expectedRefusal({ meta }: ListedProcedure, who: Role | 'nobody'): number | null {
  if (who === 'nobody') return 401;
  return role.options.indexOf(who) >= role.options.indexOf(meta.role ?? 'admin') ? null : 403;
}

describe('a server that others reach', () => {
  let api: TestApi;
  const keys = new Map<Role | 'nobody', string | null>([['nobody', null]]);
  beforeAll(async () => {
    api = await startTestApi({ API_BASE_URL: BASE, UI_ORIGIN: 'https://app.example.org' });
    const { accounts } = api.services;
    for (const each of role.options) {
      const made = await accounts?.createAccount(
        { email: `${each}@example.org`, name: each, role: each, password: PASSWORD },
        'test',
      );
      const key = await accounts?.keys.create({ accountId: made?.id ?? '', name: 'test', role: each }, 'test');
      keys.set(each, key?.key ?? null);
    }
  });
  afterAll(() => api.close());

  const call = (method: string, route: string, key: string | null) => {
    const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
    if (method !== 'GET' && method !== 'DELETE') headers['content-type'] = 'application/json';
    const body = 'content-type' in headers ? { body: '{}' } : {};
    return fetch(`${api.url}${route}`, { method, headers, ...body });
  };

  it('lets each role do what its procedures state, and no other', async () => {
    const procedures = listProcedures(appRouter).filter(({ type }) => type !== 'subscription');
    expect(procedures.length).toBeGreaterThan(40);
    const wrong: string[] = [];
    for (const procedure of procedures) {
      for (const [who, key] of keys) {
        const status = await statusOf(procedure, key);
        const expected = expectedRefusal(procedure, who);
        const isRight = expected === null ? status !== 401 && status !== 403 : status === expected;
        if (!isRight) wrong.push(`${procedure.path} as ${who}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  /** Calls with nothing sent: who may call learns what is missing. */
  async function statusOf({ path: name, type }: ListedProcedure, key: string | null): Promise<number> {
    const isQuery = type === 'query';
    const response = await fetch(`${api.url}/trpc/${name}${isQuery ? '?input=%7B%7D' : ''}`, {
      method: isQuery ? 'GET' : 'POST',
      headers: { ...(key !== null && { authorization: `Bearer ${key}` }), 'content-type': 'application/json' },
      ...(!isQuery && { body: '{}' }),
    });
    await response.text();
    return response.status;
  }

  it('refuses the same over REST and at the stream of events', async () => {
    expect((await call('GET', '/episodes', null)).status).toBe(401);
    expect((await call('GET', '/episodes', 'scr_wrong')).status).toBe(401);
    expect((await call('GET', '/episodes', keys.get('viewer') ?? null)).status).toBe(200);
    expect((await call('POST', '/shows', keys.get('viewer') ?? null)).status).toBe(403);
    expect((await call('GET', '/accounts', keys.get('reviewer') ?? null)).status).toBe(403);
    expect((await call('GET', '/episodes/a-s01e01/events', null)).status).toBe(401);
    expect((await call('GET', '/healthz', null)).status).toBe(200);
    const pages = ['/admin/queues', '/admin/queues/', '/admin/queues/api/queues', '/admin/queues/static/js/main.js'];
    for (const page of pages) {
      expect((await call('GET', page, null)).status).toBe(401);
      expect((await call('GET', page, keys.get('reviewer') ?? null)).status).toBe(403);
    }
    const board = await call('GET', '/admin/queues/', keys.get('admin') ?? null);
    expect([board.status, board.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("default-src 'self'"),
    ]);
    const page = await board.text();
    // Nothing is asked of other hosts.
    expect(page.match(/<(?:link|script)[^>]*https?:/g)).toBeNull();
    const script = /static\/js\/main[^"]+/.exec(page)?.[0];
    expect((await call('GET', `/admin/queues/${script}`, keys.get('admin') ?? null)).status).toBe(200);
    const shown = await call('GET', '/admin/queues/api/queues', keys.get('admin') ?? null);
    expect(await shown.json()).toMatchObject({
      queues: [{ name: 'analysis', readOnlyMode: true }, { name: 'segments' }, { name: 'media' }, { name: 'review' }],
    });
    const pause = await call('PUT', '/admin/queues/api/queues/analysis/pause', keys.get('admin') ?? null);
    expect(pause.ok).toBe(false);
  });

  it('signs people in by cookie, and out', async () => {
    const signIn = (password: string) =>
      fetch(`${api.url}/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://app.example.org' },
        body: JSON.stringify({ email: 'admin@example.org', password }),
      });
    expect((await signIn('something else')).status).toBe(401);
    const cookie = (await signIn(PASSWORD)).headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const me = await fetch(`${api.url}/me`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({ name: 'admin', role: 'admin', signsIn: true });
    const noted = await fetch(`${api.url}/audit?action=account.sign-in`, { headers: { cookie } });
    expect(await noted.json()).toMatchObject({ total: 1, items: [{ actor: { name: 'admin' } }] });
    expect((await call('GET', '/audit.csv', keys.get('reviewer') ?? null)).status).toBe(403);
    expect((await call('GET', '/audit.csv', null)).status).toBe(401);
    const out = await fetch(`${api.url}/auth/sign-out`, {
      method: 'POST',
      headers: { cookie, origin: 'https://app.example.org' },
    });
    expect(out.status).toBe(200);
    expect((await fetch(`${api.url}/me`, { headers: { cookie } })).status).toBe(401);
  });

  it('lets foreign pages change nothing, whatever they carry', async () => {
    const key = keys.get('admin') ?? '';
    const from = (origin: string) =>
      fetch(`${api.url}/shows`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', origin },
        body: JSON.stringify({ id: 'made', title: 'Made' }),
      });
    expect((await from('https://evil.example')).status).toBe(403);
    expect((await from('http://localhost:3000')).status).toBe(403);
    expect((await from('https://app.example.org')).status).toBe(200);
  });
});

describe('a server for this machine alone', () => {
  it('answers to no other name, so that a foreign page cannot point its own name here', async () => {
    const api = await startTestApi();
    try {
      const { port } = new URL(api.url);
      const { request } = await import('node:http');
      const status = await new Promise((resolve) => {
        request({ port, host: '127.0.0.1', path: '/episodes', headers: { host: 'evil.example' } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).end();
      });
      expect(status).toBe(403);
      expect((await api.call('GET', '/episodes')).status).toBe(200);
    } finally {
      await api.close();
    }
  });
});
