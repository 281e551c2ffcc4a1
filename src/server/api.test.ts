/** The API over HTTP, with real parts behind it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_NAMING } from '../pipeline/cluster/name-clusters.ts';
import { appRouter } from './api/app-router.ts';
import { listProcedures } from './api/list-procedures.ts';
import { startTestApi, type TestApi } from './api-server.test-support.ts';

describe('the API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('tells how its parts are', async () => {
    const { status, body, headers } = await api.call('GET', '/healthz');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ok', redis: 'ok', storage: 'ok', db: 'ok' });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await api.call('GET', '/metrics')).body).toContain('screenalytics_http_request_seconds_bucket');
  });

  it('makes, finds, changes, archives and deletes episodes', async () => {
    const made = await api.call('POST', '/episodes', {
      showId: 'rhobh',
      showTitle: 'Housewives',
      season: 5,
      number: 17,
    });
    expect(made).toMatchObject({
      status: 200,
      body: { id: 'rhobh-s05e17', version: 1, show: { title: 'Housewives' } },
    });
    await api.call('POST', '/episodes', { showId: 'rhobh', season: 5, number: 3, title: '100 % Dallas_' });
    const again = await api.call('POST', '/episodes', { showId: 'rhobh', season: 5, number: 17 });
    expect(again).toMatchObject({ status: 409, body: { code: 'episodes.exists' } });
    const stranger = await api.call('POST', '/episodes', { showId: 'nobody', season: 1, number: 1 });
    expect(stranger).toMatchObject({ status: 404, body: { code: 'shows.not-found' } });

    const ids = async (query: string): Promise<unknown> => {
      const { body } = await api.call('GET', `/episodes?${query}`);
      const { items, total } = body as { items: { id: string }[]; total: number };
      return [items.map(({ id }) => id), total];
    };
    expect(await ids('sort=id&order=ascending')).toEqual([['rhobh-s05e03', 'rhobh-s05e17'], 2]);
    expect(await ids('sort=id&order=ascending&limit=1&offset=1')).toEqual([['rhobh-s05e17'], 2]);
    expect(await ids('search=dallas')).toEqual([['rhobh-s05e03'], 1]);
    // Not patterns: what people type is meant as they type it.
    expect(await ids('search=%25')).toEqual([['rhobh-s05e03'], 1]);
    expect(await ids('search=_')).toEqual([['rhobh-s05e03'], 1]);
    expect(await ids('state=none&season=5')).toEqual([expect.any(Array), 2]);

    const renamed = await api.call('PATCH', '/episodes/rhobh-s05e17', { title: 'Reunion', version: 1 });
    expect(renamed).toMatchObject({ status: 200, body: { title: 'Reunion', version: 2 } });
    const late = await api.call('PATCH', '/episodes/rhobh-s05e17', { title: 'Other', version: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'episodes.changed-meanwhile' } });

    await api.call('PUT', '/episodes/rhobh-s05e03/archived', { archived: true });
    expect(await ids('sort=id')).toEqual([['rhobh-s05e17'], 1]);
    expect(await ids('archived=true')).toEqual([['rhobh-s05e03'], 1]);

    const wrong = await api.call('DELETE', '/episodes/rhobh-s05e17?confirm=yes');
    expect(wrong).toMatchObject({ status: 400, body: { code: 'episodes.not-confirmed' } });
    expect((await api.call('DELETE', '/episodes/rhobh-s05e17?confirm=rhobh-s05e17')).status).toBe(200);
    expect((await api.call('GET', '/episodes/rhobh-s05e17')).status).toBe(404);
  });

  it('tells admins about models, storage and thresholds', async () => {
    const items = async (path: string) =>
      ((await api.call('GET', path)).body as { items: Record<string, unknown>[] }).items;
    const models = await items('/models');
    const roles = models.filter(({ pack }) => pack === 'bundled').map(({ role }) => role);
    expect(roles.sort()).toEqual(['detector', 'embedder', 'landmarks', 'pose']);
    expect(models[0]).toMatchObject({ licence: 'MIT', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await items('/storage')).toContainEqual({ kind: 'videos', objects: 0, bytes: 0 });
    const thresholds = await items('/thresholds');
    expect(new Set(thresholds.map(({ area }) => area)).size).toBe(5);
    expect(thresholds).toContainEqual(
      expect.objectContaining({ area: 'naming', name: 'Accept', value: DEFAULT_NAMING.acceptLikeness }),
    );
  });

  it('names every wrong field', async () => {
    const { status, body } = await api.call('POST', '/episodes', { showId: 'RH', season: 'five', number: 1 });
    expect(status).toBe(400);
    const { fields } = body as { fields: { field: string }[] };
    expect(fields.map(({ field }) => field)).toEqual(['showId', 'season']);
    expect(await api.call('POST', '/episodes', [1])).toMatchObject({ status: 400 });
    const broken = await fetch(`${api.url}/episodes`, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(broken.status).toBe(400);
    expect((await api.call('POST', '/shows', { id: 'a', title: 'x'.repeat(2_000_000) })).status).toBe(413);
    expect(await api.call('GET', '/nowhere')).toMatchObject({ status: 404, body: { code: 'request.not-found' } });
  });

  it('describes its REST paths, every one of them', async () => {
    const { body } = await api.call('GET', '/openapi.json');
    const { paths } = body as { paths: Record<string, Record<string, unknown>> };
    for (const { meta } of listProcedures(appRouter)) {
      if (meta.openapi) expect(paths[meta.openapi.path]).toHaveProperty(meta.openapi.method.toLowerCase());
    }
    expect((await api.call('GET', '/docs')).body).toContain('swagger-ui');
  });

  it('lets pages of other sites read nothing', async () => {
    const ask = (origin: string) => fetch(`${api.url}/shows`, { headers: { origin } });
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask('http://localhost:5173')).headers.get('access-control-allow-origin')).toBe(
      'http://localhost:5173',
    );
  });

  it('streams what happens to an episode, from where the client was', async () => {
    await api.call('POST', '/episodes', { showId: 'live', showTitle: 'Live', season: 1, number: 1 });
    const topic = 'episode:live-s01e01';
    const told = (title: number) => ({ type: 'episode-changed', episode: `live-s01e0${title}` });
    await api.services.events.append(topic, told(1));
    const second = await api.services.events.append(topic, told(2));
    await api.services.events.append(topic, told(3));
    const read = async (lastId: string | null, count: number): Promise<string[]> => {
      const stop = new AbortController();
      const headers = lastId === null ? {} : { 'last-event-id': lastId };
      const response = await fetch(`${api.url}/episodes/live-s01e01/events`, { headers, signal: stop.signal });
      const found: string[] = [];
      let text = '';
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString();
        found.splice(0, found.length, ...[...text.matchAll(/"episode":"([^"]+)"/g)].map(([, id]) => id ?? ''));
        if (found.length >= count) break;
      }
      stop.abort();
      return found;
    };
    // The first tells that the episode was made.
    expect(await read(null, 4)).toEqual(['live-s01e01', 'live-s01e01', 'live-s01e02', 'live-s01e03']);
    expect(await read(`${topic}=${second}`, 1)).toEqual(['live-s01e03']);
    expect((await api.call('GET', '/episodes/nobody-s01e01/events')).status).toBe(404);
  });

  it('loses and repeats nothing over a hundred reconnects while things happen', async () => {
    await api.call('POST', '/episodes', { showId: 'live', showTitle: 'Live', season: 1, number: 2 });
    const count = 300;
    const appended = (async () => {
      for (let n = 1; n <= count; n++) {
        const reason = String(n);
        const run = '00000000-0000-4000-8000-000000000000';
        await api.services.events.append('episode:live-s01e02', {
          type: 'run-state',
          episode: 'live-s01e02',
          run,
          state: 'running',
          reason,
        });
      }
    })();
    const seen: number[] = [];
    let lastId: string | null = null;
    let connections = 0;
    while (seen.length < count) {
      connections++;
      lastId = await readSome(`${api.url}/episodes/live-s01e02/events`, { lastId, most: 3, seen });
    }
    await appended;
    expect(seen).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect(connections).toBeGreaterThanOrEqual(100);
  });

  it('states a role for every procedure', () => {
    for (const { path, meta } of listProcedures(appRouter))
      expect([path, meta.role]).toEqual([path, expect.any(String)]);
  });
});

/** Reads up to `most` events, then breaks the connection in whatever state it is. Gives the last id. */
async function readSome(
  url: string,
  { lastId, most, seen }: { lastId: string | null; most: number; seen: number[] },
): Promise<string | null> {
  const stop = new AbortController();
  const response = await fetch(url, {
    headers: lastId === null ? {} : { 'last-event-id': lastId },
    signal: stop.signal,
  });
  let text = '';
  let known = lastId;
  let read = 0;
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const reason = /"reason":"(\d+)"/.exec(message)?.[1];
      if (reason === undefined || read === most) continue;
      read++;
      seen.push(Number(reason));
      known = /^id: (.*)$/m.exec(message)?.[1] ?? known;
    }
    if (read === most) break;
  }
  stop.abort();
  return known;
}
