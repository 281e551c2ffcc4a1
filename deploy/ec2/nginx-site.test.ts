/** The site in front of a real API. */
import { mkdir, writeFile } from 'node:fs/promises';
import https from 'node:https';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestApi, type TestApi } from '../../src/server/api-server.test-support.ts';
import { callApi } from '../verify/api-call.ts';
import { checkUpload } from '../verify/check-upload.ts';
import { ask, type HttpTarget, openAnswer } from '../verify/http-client.ts';
import { readEvents } from '../verify/read-events.ts';
import { trialVideo } from '../verify/trial-video.ts';
import { type NginxSite, prepareNginxSite, whyNoNginx } from './nginx-site.test-support.ts';

const missing = whyNoNginx();

describe.skipIf(missing !== null)(`the nginx site${missing ? `: ${missing}` : ''}`, () => {
  let site: NginxSite;
  let api: TestApi;
  let target: HttpTarget;
  beforeAll(async () => {
    site = await prepareNginxSite();
    expect(site.complaints).toBe('');
    await site.start();
    api = await startTestApi({ PORT: String(site.apiPort), API_BASE_URL: site.url, LOG_LEVEL: 'silent' });
    target = { baseUrl: site.url, key: null, insecure: true };
    await api.call('POST', '/episodes', { showId: 'site', showTitle: 'Site', season: 1, number: 1 });
  });
  afterAll(async () => {
    await api?.close();
    await site?.stop();
  });

  it('passes requests on', async () => {
    const { status, text, headers } = await ask(target, { to: '/healthz' });
    expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining({ status: 'ok' })]);
    expect(headers['strict-transport-security']).toContain('max-age=');
    expect(headers['server']).toBe('nginx');
  });

  it('leads from HTTP to HTTPS, except for who proves the domain', async () => {
    const plain = { ...target, baseUrl: site.plainUrl };
    const led = await ask(plain, { to: '/episodes?limit=1' });
    expect([led.status, led.headers.location]).toEqual([308, 'https://localhost/episodes?limit=1']);
    const folder = path.join(site.webroot, '.well-known', 'acme-challenge');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'token'), 'proof');
    expect(await ask(plain, { to: '/.well-known/acme-challenge/token' })).toMatchObject({ status: 200, text: 'proof' });
  });

  it('gives the figures of the inside to nobody', async () => {
    for (const spelling of ['/metrics', '/metrics?x', '//metrics', '/%6detrics']) {
      expect([spelling, (await ask(target, { to: spelling })).status]).toEqual([spelling, 403]);
    }
    expect((await api.call('GET', '/metrics')).status).toBe(200);
  });

  it('hands events over while they happen', async () => {
    const stop = new AbortController();
    const response = await openAnswer(target, { to: '/episodes/site-s01e01/events', signal: stop.signal });
    const events = readEvents(response);
    expect((await events.next()).value).toMatchObject({ type: 'connected' });
    for (let count = 0; count < 3; count++) {
      const told = { type: 'episode-changed', episode: 'site-s01e01' };
      const startedAt = performance.now();
      await api.services.events.append('episode:site-s01e01', told);
      expect((await events.next()).value).toMatchObject({ type: 'episode-changed' });
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    }
    expect(response.readableEnded).toBe(false);
    response.destroy();
    stop.abort();
  });

  it('hands what tRPC streams over while it happens', async () => {
    const input = encodeURIComponent(JSON.stringify({ topics: ['queue'] }));
    const response = await openAnswer(target, { to: `/trpc/events.follow?input=${input}` });
    const events = readEvents(response);
    let seen = (await events.next()).value;
    while (seen && !seen.data.includes('connected"')) seen = (await events.next()).value;
    await api.services.events.append('queue', { type: 'episode-changed', episode: 'site-s01e01' });
    const startedAt = performance.now();
    expect((await events.next()).value?.data).toContain('episode-changed');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    response.destroy();
  });

  it('refuses large requests to the API, in its words', async () => {
    const body = Buffer.alloc(2 * 1024 * 1024, ' ');
    const headers = { 'content-type': 'application/json' };
    const { status, text } = await ask(target, { method: 'POST', to: '/shows', headers, body });
    expect([status, JSON.parse(text)]).toEqual([413, expect.objectContaining({ code: 'request.too-large' })]);
  });

  it('passes uploads through piece by piece', async () => {
    // The API refuses this URL as soon as it sees it. It sees it only if nginx does not wait for the whole body first.
    const request = https.request(`${site.url}/blobs/raw/x?signature=none`, {
      method: 'PUT',
      rejectUnauthorized: false,
      headers: { 'content-length': 50_000_000 },
    });
    request.on('error', () => {});
    request.write(Buffer.alloc(1_000));
    const status = await new Promise((resolve) => request.once('response', (answer) => resolve(answer.statusCode)));
    request.destroy();
    expect(status).toBe(403);
  });

  it('takes parts of a video that are larger than other requests may be', async () => {
    const { told } = await checkUpload(target, {
      episodeId: 'site-s01e01',
      video: await trialVideo(null),
      signal: new AbortController().signal,
    });
    expect(told).toMatch(/^a test picture, 4 s, in 2 part\(s\)/);
  });

  it('tells the API who is asking, whatever the client says about itself', async () => {
    const seen: unknown[] = [];
    api.app.server.on('request', ({ headers }) => seen.push(headers['x-forwarded-for'], headers['x-forwarded-proto']));
    await ask(target, { to: '/shows', headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(seen).toEqual(['127.0.0.1', 'https']);
  });

  it('says so when the API is away', async () => {
    await api.close();
    const { status, text, headers } = await ask(target, { to: '/shows' });
    expect([status, JSON.parse(text)]).toEqual([503, expect.objectContaining({ retryable: true })]);
    expect(headers['retry-after']).toBe('5');
    await expect(callApi(target, { path: '/shows', shape: z.object({}) })).rejects.toThrow(/does not answer/);
  });
});
