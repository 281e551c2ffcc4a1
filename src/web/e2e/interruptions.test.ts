/** What is cut off goes on: an upload whose page was reloaded, an analysis whose server was killed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoVideo } from '../../../fixtures/profiles/clip.ts';
import type { Episode } from '../../server/contract/episodes.ts';
import type { Upload } from '../../server/contract/uploads.ts';
import { browserMissing, type Site, startSite } from './start-site.test-support.ts';

const missing = browserMissing();
const EPISODE = 'large-show-s02e03';
/** Enough for several parts. */
const PADDING_BYTES = 40 * 1024 * 1024;
const ANALYSIS_MS = 300_000;

describe.skipIf(missing !== null)(`what is cut off goes on${missing ? `: ${missing}` : ''}`, () => {
  let site: Site;
  let folder: string;
  let page: Page;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'screenalytics-e2e-'));
    file = path.join(folder, 'Large Show - 2x03.mp4');
    await writeFile(file, Buffer.concat([await readFile(await demoVideo()), freeBox(PADDING_BYTES)]));
    site = await startSite();
    page = await site.open('/upload');
  });
  afterAll(async () => {
    await site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const read = async <Answer>(route: string): Promise<Answer> =>
    (await (await fetch(site.url + route)).json()) as Answer;

  it('an upload goes on after a reload, and sends only what has not arrived', async () => {
    const arrived = async (): Promise<number> =>
      (await read<{ items: Upload[] }>('/uploads')).items[0]?.parts.length ?? 0;
    // The first part arrives, no other does.
    let passed = 0;
    await page.route('**/blobs/**', async (route) => {
      if (route.request().method() === 'PUT' && passed++ > 0) await route.abort('connectionfailed');
      else await route.continue();
    });
    await page.getByLabel('Videos', { exact: true }).setInputFiles(file);
    await page.getByRole('button', { name: /^Upload 1 file/ }).click();
    await expect.poll(arrived, { timeout: 60_000 }).toBe(1);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PUT' && request.url().includes('/blobs/')) sent.push(request.url());
    });
    const [upload] = (await read<{ items: Upload[] }>('/uploads')).items;
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose the file' }).click(),
    ]);
    await chooser.setFiles(file);
    await page
      .getByRole('link', { name: /Watch the analysis|Open/ })
      .first()
      .waitFor({ timeout: 90_000 });
    expect(new Set(sent).size).toBe(upload!.partCount - 1);
    const { video } = await read<Episode>(`/episodes/${EPISODE}`);
    expect(video).toMatchObject({ state: 'ready', bytes: (await readFile(file)).length });
  });

  it('an analysis goes on when its server was killed and has been started again, and the page says so', async () => {
    const { latestRun } = await read<Episode>(`/episodes/${EPISODE}`);
    await page.goto(`${site.url}/episodes/${EPISODE}/runs/${latestRun?.id}`);
    await page.getByRole('progressbar').first().waitFor({ timeout: 60_000 });
    await site.server.process.end('SIGKILL');
    const connection = page.getByRole('status', { name: /^Connection/ });
    await expect.poll(() => connection.getAttribute('aria-label'), { timeout: 60_000 }).toMatch(/Reconnecting/);
    await site.server.startAgain();
    await expect.poll(() => connection.getAttribute('aria-label'), { timeout: 90_000 }).toMatch(/Live/);
    await page.getByText('Done', { exact: true }).first().waitFor({ timeout: ANALYSIS_MS });
    expect((await read<Episode>(`/episodes/${EPISODE}`)).activeRun).toMatchObject({ id: latestRun?.id, state: 'done' });
  });
});

/** A box that players pass over (ISO/IEC 14496-12, 8.1.2). */
function freeBox(bytes: number): Buffer {
  const box = Buffer.alloc(bytes);
  box.writeUInt32BE(bytes, 0);
  box.write('free', 4, 'latin1');
  return box;
}
