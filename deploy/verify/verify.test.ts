/** The checks against the whole server profile behind the real site, and against an API there that has faults. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAdminKey } from '../../fixtures/profiles/admin-key.ts';
import { type ServerProfile, startServerProfile } from '../../fixtures/profiles/server-profile.ts';
import { openStores } from '../../fixtures/profiles/stores.ts';
import { whyNoPostgres } from '../../fixtures/servers/postgres-server.ts';
import { redisServerMissing } from '../../fixtures/servers/redis-server.ts';
import { hasSwift } from '../../fixtures/servers/swift-server.ts';
import { startTestApi, type TestApi } from '../../src/server/api-server.test-support.ts';
import { type NginxSite, prepareNginxSite, whyNoNginx } from '../ec2/nginx-site.test-support.ts';
import { checkCors } from './check-cors.ts';
import { checkMetrics, checkStrangers } from './check-doors.ts';
import { checkHealth } from './check-health.ts';
import { checkStorageCors } from './check-storage-cors.ts';
import { checkTls } from './check-tls.ts';
import { createReport, NotChecked } from './report.ts';

const ORIGIN = 'https://app.example.org';
const PROGRAM = fileURLToPath(new URL('verify.ts', import.meta.url));
const missing = whyNoNginx();
/** In CI a missing server is a failure. */
const isWhole =
  process.env['CI'] === 'true' || (hasSwift() && whyNoPostgres() === null && redisServerMissing() === null);

function verify(args: readonly string[]): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', PROGRAM, ...args], (error, out, err) =>
      resolve({ status: Number(error?.code ?? 0), said: out + err }),
    );
  });
}

describe.skipIf(missing !== null)(`npm run verify${missing ? `: ${missing}` : ''}`, () => {
  let site: NginxSite;
  beforeAll(async () => {
    site = await prepareNginxSite();
    await site.start();
  });
  afterAll(() => site?.stop());

  describe.skipIf(!isWhole)(
    'of a host with accounts, as it is in production: every server, API and worker of their own',
    () => {
      let profile: ServerProfile;
      let key: string;
      beforeAll(async () => {
        const host = { API_BASE_URL: 'https://api.example.org', UI_ORIGIN: ORIGIN };
        profile = await startServerProfile({ workers: 1, port: site.apiPort, environment: host });
        key = await makeAdminKey(profile.environment);
      });
      afterAll(() => profile?.close());

      it('makes every check, to the numbers, and leaves nothing behind', { timeout: 180_000 }, async () => {
        const { status, said } = await verify([site.url, '--insecure', '--origin', ORIGIN, '--key', key]);
        process.stdout.write(said);
        const lines = said.trim().split('\n');
        const outcomes = lines.slice(0, -1).map((line) => line.split(/ {2,}/).slice(0, 2).join(' '));
        const doors = ['certificate', 'health', 'strangers', 'metrics', 'other origins'];
        const work = ['episode', 'events', 'upload', 'storage', 'signed URL', 'analysis', 'cleaning up'];
        expect(outcomes, said).toEqual([...doors, ...work].map((name) => `ok ${name}`));
        expect([status, lines.at(-1)]).toEqual([0, '12 ok, 0 failed, 0 skipped']);
        const stores = await openStores(profile.environment);
        try {
          expect(await stores.database.queries.selectFrom('episodes').selectAll().execute()).toEqual([]);
          expect((await stores.blobs.list('')).blobs).toEqual([]);
        } finally {
          await stores.close();
        }
      });
    },
  );

  describe('of a host that is open, and keeps files itself', () => {
    let api: TestApi;
    beforeAll(async () => {
      api = await startTestApi({ PORT: String(site.apiPort), API_BASE_URL: site.url, UI_ORIGIN: ORIGIN });
    });
    afterAll(() => api?.close());

    it('finds it open, and cleans up also when it is interrupted in the middle of the analysis', async () => {
      const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, site.url, '--insecure']);
      let said = '';
      child.stdout.on('data', (piece) => {
        // The analysis is what comes next. A second signal would end it at once, as a second Ctrl-C does.
        if (!said.includes('signed URL') && String(piece).includes('signed URL')) child.kill('SIGINT');
        said += String(piece);
      });
      const [status] = await once(child, 'exit');
      expect([status, said]).toEqual([1, expect.stringMatching(/^ok +cleaning up/m)]);
      // This API is on a loopback address, where nobody has to sign in: behind a web server, that is a fault.
      expect(said).toMatch(/^FAILED +strangers .*everybody may use this API/m);
      expect(said).toMatch(/^ok +upload .*\n+skipped +storage .*\n+ok +signed URL/m);
      expect((await api.call('GET', '/episodes')).body).toMatchObject({ total: 0 });
    });

    it('tells a self-signed certificate from one for another name', async () => {
      const target = { baseUrl: site.url, key: null, insecure: false };
      await expect(checkTls(target)).rejects.toThrow(/nobody vouches for it/);
      await expect(checkTls({ ...target, insecure: true })).resolves.toMatchObject({
        told: expect.stringContaining('29 days'),
      });
      await expect(checkTls({ ...target, baseUrl: site.plainUrl })).rejects.toThrow(NotChecked);
    });

    it('finds pages that may not use the API, and pages that should not', async () => {
      const target = { baseUrl: site.url, key: null, insecure: true };
      await expect(checkCors(target, ORIGIN)).resolves.toBeTruthy();
      await expect(checkCors(target, 'https://other.example.org')).rejects.toThrow(/add it to UI_ORIGIN/);
      await expect(checkCors(target, null)).rejects.toThrow(NotChecked);
    });

    it('finds pages that may not use the storage', async () => {
      const target = { baseUrl: site.url, key: null, insecure: true };
      const signed = {
        url: `${site.url}/blobs/some/video.mp4?signature=none`,
        headers: { 'content-type': 'video/mp4' },
      };
      await expect(checkStorageCors(target, ORIGIN, signed)).resolves.toMatchObject({
        told: expect.stringContaining('PUT'),
      });
      await expect(checkStorageCors(target, 'https://other.example.org', signed)).rejects.toThrow(
        /may not PUT at .*CORS rule/,
      );
      await expect(checkStorageCors(target, null, signed)).rejects.toThrow(NotChecked);
    });

    it('finds figures that are open to everybody', async () => {
      // The API without nginx in front, by a name that is not asked for at loopback.
      const direct = { baseUrl: api.url, key: null, insecure: false };
      await expect(checkMetrics(direct)).rejects.toThrow(NotChecked);
      await expect(checkStrangers(direct)).rejects.toThrow(NotChecked);
    });

    it('refuses what it cannot use', async () => {
      expect(await verify(['api.example.org'])).toMatchObject({ status: 2 });
      expect(await verify([])).toMatchObject({ status: 2 });
      expect(await verify([site.url, '--patience', 'soon'])).toMatchObject({ status: 2 });
    });

    it('sees that strangers are kept out, and that an API is away', async () => {
      await api.close();
      const target = { baseUrl: site.url, key: null, insecure: true };
      await expect(checkHealth(target)).rejects.toThrow(/\/healthz answers 503/);
      api = await startTestApi({ PORT: String(site.apiPort), API_BASE_URL: 'https://api.example.org' });
      await expect(checkStrangers(target)).resolves.toMatchObject({ told: expect.stringContaining('401') });
    });
  });
});

it('a check that fails does not keep the next ones from being made', async () => {
  let said = '';
  const report = createReport((line) => {
    said += line;
  });
  expect(await report.check('first', () => Promise.reject(new Error('broken')))).toBeNull();
  expect(await report.check('second', () => Promise.reject(new NotChecked('not here')))).toBeNull();
  expect(await report.check('third', () => Promise.resolve({ told: 'fine', value: 3 }))).toBe(3);
  expect(report.counts).toEqual({ passed: 1, failed: 1, skipped: 1 });
  expect(said.split('\n').map((line) => line.replace(/ +/g, ' '))).toEqual([
    'FAILED first 0.0 s broken',
    'skipped second 0.0 s not here',
    'ok third 0.0 s fine',
    '',
  ]);
});
