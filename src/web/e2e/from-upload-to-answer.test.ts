/** The main path as a person walks it: a video is uploaded, watched while it is analysed, and the answer is looked at and taken away. */
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoVideo } from '../../../fixtures/profiles/clip.ts';
import type { Episode } from '../../server/contract/episodes.ts';
import type { IdentityShape as Identity, Track } from '../../server/contract/results.ts';
import { accessibilityFaults } from './audit.test-support.ts';
import { browserMissing, faultsOf, NARROW, picture, type Site, startSite } from './start-site.test-support.ts';

const missing = browserMissing();
const EPISODE = 'demo-show-s01e02';
/** An analysis takes half a minute where the machine is free. */
const ANALYSIS_MS = 300_000;
const WAITED = { timeout: 30_000 };

interface Row {
  readonly name: string | null;
  readonly subject: string;
  readonly identities: readonly number[];
  readonly seconds: number;
  readonly receipts: readonly { readonly startSeconds: number; readonly endSeconds: number }[];
}

const title = `from a file to an answer${missing ? `: ${missing}` : ''}`;
describe.skipIf(missing !== null)(title, { timeout: 2 * ANALYSIS_MS }, () => {
  let site: Site;
  let folder: string;
  let page: Page;
  let compared = { left: '', right: '' };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'screenalytics-e2e-'));
    site = await startSite();
    page = await site.open('/');
  });
  afterAll(async () => {
    await site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const read = async <Answer>(route: string): Promise<Answer> =>
    (await (await fetch(site.url + route)).json()) as Answer;
  const table = async (): Promise<readonly Row[]> => {
    const { activeRun } = await read<Episode>(`/episodes/${EPISODE}`);
    return (await read<{ rows: Row[] }>(`/runs/${activeRun?.id}/screen-time`)).rows;
  };

  it('begins at an empty library that leads to the upload', async () => {
    await page
      .getByRole('main')
      .getByRole('link', { name: /upload/i })
      .first()
      .click();
    await page.waitForURL('**/upload');
  });

  it('reads show, season and episode from the name, sends the file and begins the analysis', async () => {
    const file = path.join(folder, 'Demo.Show.S01E02.mp4');
    await copyFile(await demoVideo(), file);
    await page.getByLabel('Videos', { exact: true }).setInputFiles(file);
    await expect.poll(() => page.getByLabel('Season').inputValue()).toBe('1');
    expect(await page.getByLabel('Episode', { exact: true }).inputValue()).toBe('2');
    await page.getByRole('radio', { name: /fast/i }).check();
    await page.getByRole('button', { name: /^Upload 1 file/ }).click();
    await page.getByRole('link', { name: 'Watch the analysis' }).click({ timeout: 60_000 });
    await page.waitForURL(`**/episodes/${EPISODE}/runs/*`);
  });

  it('shows how far the analysis is, until it is done', async () => {
    await page.getByRole('progressbar').first().waitFor({ timeout: 60_000 });
    await picture(page, 'run-in-progress');
    await page.getByText('Done', { exact: true }).first().waitFor({ timeout: ANALYSIS_MS });
    const { activeRun } = await read<Episode>(`/episodes/${EPISODE}`);
    expect(activeRun).toMatchObject({ state: 'done', profile: 'fast' });
  });

  it('shows in the player who is on screen where the timeline was clicked', async () => {
    await page.getByRole('tab', { name: 'Watch' }).click();
    const people = page.getByRole('region', { name: 'People' });
    await people.getByRole('listitem').first().waitFor();
    const rows = (await table()).filter(({ subject }) => subject !== 'unattributed');
    const longest = rows[0]!.receipts.toSorted(
      (a, b) => b.endSeconds - b.startSeconds - (a.endSeconds - a.startSeconds),
    )[0]!;
    const { video } = await read<Episode>(`/episodes/${EPISODE}`);
    const ruler = (await page.getByRole('slider', { name: 'Position in the episode' }).boundingBox())!;
    const moment = (longest.startSeconds + longest.endSeconds) / 2;
    await page.mouse.click(ruler.x + (moment / video!.durationSeconds!) * ruler.width, ruler.y + ruler.height / 2);
    await expect
      .poll(() => page.locator('video').evaluate((element: HTMLVideoElement) => element.currentTime))
      .toBeCloseTo(moment, 0);
    const shown = await page.locator('video').evaluate((element: HTMLVideoElement) => element.currentTime);
    const expected = rows.flatMap(({ receipts }, place) =>
      receipts.some(({ startSeconds, endSeconds }) => startSeconds <= shown && shown < endSeconds) ? [place] : [],
    );
    expect(expected).toContain(0);
    await expect
      .poll(() =>
        people
          .getByRole('list')
          .first()
          .evaluate((list) =>
            [...list.children].flatMap((item, place) => (item.hasAttribute('data-now') ? [place] : [])),
          ),
      )
      .toEqual(expected);
    await picture(page, 'player');
  });

  it('shows the same seconds in the table, in the export and to programs', async () => {
    await page.getByRole('tab', { name: 'Screen time' }).click();
    const rows = await table();
    await page.getByRole('table').first().waitFor();
    await page.getByRole('tab', { name: 'Exports' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /download csv, table/i }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    const [, ...lines] = text.trim().split(/\r?\n/);
    expect(lines.map((line) => Number(line.split(',')[2]))).toEqual(
      rows.map(({ seconds }) => expect.closeTo(seconds, 2)),
    );
  });

  it('finds by a picture every moment of the person in it, and leads to them in the player', async () => {
    const { activeRun } = await read<Episode>(`/episodes/${EPISODE}`);
    const { items } = await read<{ items: Identity[] }>(`/runs/${activeRun?.id}/identities`);
    const [person] = items.toSorted((a, b) => b.tracks - a.tracks);
    const crop = Buffer.from(await (await fetch(person!.cropUrl!)).arrayBuffer());
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Faces' }).click();
    await page
      .getByLabel('Picture', { exact: true })
      .setInputFiles({ name: 'crop.jpg', mimeType: 'image/jpeg', buffer: crop });
    const moments = page.getByRole('region', { name: /S01E02/ }).getByRole('listitem');
    await moments.first().waitFor(WAITED);
    const name = person!.person?.name ?? `Person ${person!.number}`;
    const found = await moments.allInnerTexts();
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const text of found.slice(0, 2)) expect(text).toContain(name);
    await page.getByRole('button', { name: /^Face 1 of/ }).waitFor();
    await picture(page, 'search-by-picture');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/episodes/${EPISODE}?*t=*`);
    const wanted = Number(new URL(page.url()).searchParams.get('t'));
    const { items: tracks } = await read<{ items: Track[] }>(
      `/runs/${activeRun?.id}/tracks?identity=${person!.number}&limit=200`,
    );
    expect(tracks.some(({ firstSeconds, lastSeconds }) => firstSeconds <= wanted && wanted <= lastSeconds)).toBe(true);
    await expect
      .poll(() => page.locator('video').evaluate((element: HTMLVideoElement) => element.currentTime), WAITED)
      .toBeCloseTo(wanted, 1);
    // The search is as it was.
    await page.goBack();
    await moments.first().waitFor(WAITED);
    expect(await moments.count()).toBe(found.length);
  });

  it('opens what a number is made of, which adds up to it', async () => {
    const rows = await table();
    const [first] = rows;
    await page.goto(`${site.url}/episodes/${EPISODE}/screen-time`);
    const receipt = page.getByRole('dialog', { name: 'What it is made of' });
    const opened = async (number: Locator): Promise<number> => {
      await number.click();
      await receipt.waitFor();
      const told = Number(/([\d.]+) s in \d+ span/.exec(await receipt.innerText())?.[1]);
      await page.keyboard.press('Escape');
      await receipt.waitFor({ state: 'hidden' });
      return told;
    };
    const inTable = page.getByRole('table').first();
    for (const label of [/^Seconds of/, /^Share of/]) {
      expect(await opened(inTable.getByRole('button', { name: label }).first())).toBeCloseTo(first!.seconds, 0);
    }
    const some = inTable.getByRole('button', { name: 'Seconds: Some face visible' });
    const visible = Number(/:(\d+\.\d)$/.exec(await some.innerText())?.[1]);
    expect((await opened(some)) % 60).toBeCloseTo(visible, 0);
    await page.goto(`${site.url}/episodes/${EPISODE}/screen-time?view=shots`);
    const inShot = page.getByRole('button', { name: /in shot \d+:/ }).first();
    expect(await opened(inShot)).toBe(Number(/([\d.]+) s$/.exec(await inShot.innerText())?.[1]));
    await page.goto(`${site.url}/episodes/${EPISODE}/screen-time?view=over-time`);
    await page.getByText('As a table').click();
    const until = page.getByRole('button', { name: /until 0:30:/ }).first();
    expect(await opened(until)).toBe(Number(/([\d.]+)$/.exec(await until.innerText())?.[1]));
  });

  it('compares two runs, person by person', async () => {
    const before = (await read<Episode>(`/episodes/${EPISODE}`)).activeRun!.id;
    const body = JSON.stringify({ profile: 'fast' });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${site.url}/episodes/${EPISODE}/runs`, { method: 'POST', headers, body });
    const after = async () => (await read<Episode>(`/episodes/${EPISODE}`)).activeRun!.id;
    await expect.poll(after, { timeout: ANALYSIS_MS, interval: 500 }).not.toBe(before);
    compared = { left: before, right: await after() };
    await page.goto(`${site.url}/episodes/${EPISODE}/compare?left=${before}&right=${compared.right}`);
    const rows = page.getByRole('table').first().getByRole('row');
    await rows.nth(1).waitFor(WAITED);
    // The same settings give the same seconds.
    expect(await rows.nth(1).innerText()).toContain('same');
  });

  it('leads from a person in the player to their moments', async () => {
    await page.goto(`${site.url}/episodes/${EPISODE}`);
    const people = page.getByRole('region', { name: 'People' });
    await people.getByRole('listitem').first().getByRole('button').first().click();
    await people.getByRole('link', { name: 'Find elsewhere' }).click();
    await page.waitForURL('**/search?*');
    await page.getByText('This face').first().waitFor(WAITED);
  });

  const PAGES = [
    ['sign-in', '/sign-in'],
    ['episodes', '/episodes'],
    ['episodes-grid', '/episodes?layout=grid'],
    ['upload', '/upload'],
    ['cast-empty', '/cast'],
    ['watch', `/episodes/${EPISODE}?t=12`],
    ['review', `/episodes/${EPISODE}/review`],
    ['review-tracks', `/episodes/${EPISODE}/review?open=2`],
    ['review-history', `/episodes/${EPISODE}/review?panel=history`],
    ['questions', `/episodes/${EPISODE}/review/questions`],
    ['suggestions', `/episodes/${EPISODE}/review/questions?tab=suggestions`],
    ['screen-time', `/episodes/${EPISODE}/screen-time`],
    ['together', `/episodes/${EPISODE}/screen-time?view=together`],
    ['over-time', `/episodes/${EPISODE}/screen-time?view=over-time`],
    ['shots', `/episodes/${EPISODE}/screen-time?view=shots`],
    ['by-hand', `/episodes/${EPISODE}/screen-time?view=manual`],
    ['receipt', `/episodes/${EPISODE}/screen-time?receipt=everybody`],
    ['exports', `/episodes/${EPISODE}/exports`],
    ['runs', `/episodes/${EPISODE}/runs`],
    ['run', `/episodes/${EPISODE}/runs/RUN`],
    ['compare', `/episodes/${EPISODE}/compare?left=LEFT&right=RUN`],
    ['search', '/search'],
    ['search-found', '/search?run=RUN&track=1&reach=wide'],
    ['search-nobody', '/search?run=RUN&track=1&show=nobody'],
    ['search-failed', '/search?run=00000000-0000-4000-8000-000000000000&face=1'],
    ['jobs', '/jobs'],
    ['health', '/health'],
    ['settings', '/settings'],
    ['thresholds', '/settings?tab=thresholds'],
    ['retention', '/settings?tab=retention'],
    ['privacy', '/settings?tab=privacy'],
    ['audit', '/settings/audit'],
    ['not-found', '/episodes/nobody-s01e01'],
  ] as const;
  it.each(PAGES)('the page %s can be used by everybody in both themes, and has no fault', async (name, address) => {
    const { activeRun } = await read<Episode>(`/episodes/${EPISODE}`);
    const tab = await site.open(address.replace('RUN', activeRun?.id ?? '').replace('LEFT', compared.left));
    await tab
      .getByRole('heading', { level: 1 })
      .or(tab.getByRole('heading', { level: 2 }))
      .first()
      .waitFor();
    // What is still on its way is shown as a grey shape.
    await expect.poll(() => tab.locator('[aria-busy=true], .mantine-Skeleton-root').count(), WAITED).toBe(0);
    for (const theme of ['light', 'dark'] as const) {
      await tab.emulateMedia({ colorScheme: theme });
      await tab.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor({ state: 'attached' });
      await picture(tab, `${name}-${theme}`);
      expect(await accessibilityFaults(tab), theme).toEqual([]);
    }
    await tab.setViewportSize(NARROW);
    for (const theme of ['dark', 'light'] as const) {
      await tab.emulateMedia({ colorScheme: theme });
      await tab.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor({ state: 'attached' });
      await picture(tab, `${name}-${theme}-narrow`);
      const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `what is wider than a phone, ${theme}`).toBeLessThanOrEqual(0);
    }
    // What is not there is told with 404, which the browser notes, too.
    if (!['not-found', 'search-failed'].includes(name)) expect(faultsOf(tab)).toEqual([]);
    await tab.context().close();
  });
});
