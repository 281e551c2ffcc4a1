/**
 * In the browser as on a host: pages from the API, everything else of another origin, the storage's, which the browser reads and
 * writes by signed addresses.
 */
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoClip } from '../../../fixtures/profiles/clip.ts';
import { type ServerProfile, startServerProfile } from '../../../fixtures/profiles/server-profile.ts';
import { whyNoPostgres } from '../../../fixtures/servers/postgres-server.ts';
import { redisServerMissing } from '../../../fixtures/servers/redis-server.ts';
import type { Episode } from '../../server/contract/episodes.ts';
import type { ScreenTimeTable } from '../../server/contract/screen-time.ts';
import { browserMissing, faultsOf, picture, type Site, startSiteOn } from './start-site.test-support.ts';

const missing = browserMissing() ?? whyNoPostgres() ?? redisServerMissing();
const EPISODE = 'demo-show-s01e03';
const SECONDS = 12;
const WAITED = { timeout: 120_000 };

const title = `on servers${missing ? `: ${missing}` : ''}`;
describe.skipIf(missing !== null)(title, { timeout: 300_000 }, () => {
  let folder: string;
  let site: Site<ServerProfile>;
  let page: Page;
  /** Method, status and path of what the browser asked of the storage. */
  const asked: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'screenalytics-e2e-'));
    site = await startSiteOn(() => startServerProfile({ workers: 1 }));
    page = await site.open('/upload');
    page.on('response', (response) => {
      const { origin, pathname } = new URL(response.url());
      if (origin === new URL(site.server.s3.endpoint).origin) {
        asked.push(`${response.request().method()} ${response.status()} ${pathname}`);
      }
    });
  }, 300_000);
  afterAll(async () => {
    await site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const read = async <Answer>(route: string): Promise<Answer> =>
    (await (await fetch(site.url + route)).json()) as Answer;
  const toStorage = (pattern: RegExp) => asked.filter((each) => pattern.test(each));

  it('sends the parts of a video to the storage, and a worker analyses it', async () => {
    const file = path.join(folder, 'Demo.Show.S01E03.mp4');
    await copyFile(await demoClip(SECONDS), file);
    await page.getByLabel('Videos', { exact: true }).setInputFiles(file);
    await page.getByRole('radio', { name: /fast/i }).check();
    await page.getByRole('button', { name: /^Upload 1 file/ }).click();
    await page.getByRole('link', { name: 'Watch the analysis' }).click(WAITED);
    await page.getByText('Done', { exact: true }).first().waitFor(WAITED);
    expect(toStorage(/^PUT 200 .*episode/)).not.toEqual([]);
    expect((await read<Episode>(`/episodes/${EPISODE}`)).activeRun).toMatchObject({ state: 'done' });
  });

  it('plays the video and shows faces out of the storage', async () => {
    await page.goto(`${site.url}/episodes/${EPISODE}`);
    const video = page.locator('video');
    await expect
      .poll(() => video.evaluate((element: HTMLVideoElement) => [element.readyState >= 2, element.duration]), WAITED)
      .toEqual([true, expect.closeTo(SECONDS, 0)]);
    const faces = page.getByRole('region', { name: 'People' }).locator('img');
    const loaded = () =>
      faces.evaluateAll((all) => all.map((each) => each instanceof HTMLImageElement && each.naturalWidth > 0));
    await expect.poll(loaded, WAITED).toContain(true);
    expect(await loaded()).not.toContain(false);
    expect(toStorage(/^GET 206 .*episode/)).not.toEqual([]);
    expect(toStorage(/^GET 200 .*crops/)).not.toEqual([]);
    await picture(page, 'on-servers');
  });

  it('gives the file of an export as the table has it', async () => {
    const { activeRun } = await read<Episode>(`/episodes/${EPISODE}`);
    const { rows } = await read<ScreenTimeTable>(`/runs/${activeRun?.id}/screen-time`);
    await page.goto(`${site.url}/episodes/${EPISODE}/exports`);
    const [download] = await Promise.all([
      page.waitForEvent('download', WAITED),
      page.getByRole('link', { name: /download csv, table/i }).click(),
    ]);
    const [, ...lines] = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
    expect(lines.map((line) => Number(line.split(',')[2]))).toEqual(
      rows.map(({ seconds }) => expect.closeTo(seconds, 2)),
    );
  });

  it('had nothing to complain of', () => {
    expect(faultsOf(page)).toEqual([]);
    expect(asked.filter((each) => !/^\w+ (200|204|206|304) /.test(each))).toEqual([]);
  });
});
