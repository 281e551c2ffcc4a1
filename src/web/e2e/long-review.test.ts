/**
 * The review of 2,500 stacks, and of one of 1,000 tracks, 10,000 crops each, does a bounded amount of work. It is counted, so that it
 * says the same on a machine that has other things to do; `npm run bench:web` measures how smoothly they scroll.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EPISODE, longResult } from '../../../bench/long-result.ts';
import { LARGEST, longReview } from '../../../bench/long-review.ts';
import { madeUpCrops } from '../../../bench/made-up-crops.ts';
import { VIEWPORT } from '../../../bench/measure-page.ts';
import { scrollFrames } from '../../../bench/measure-scroll.ts';
import { type PageServer, servePages } from '../../../bench/serve-pages.ts';
import { browserMissing, buildPages, launchBrowser } from './start-site.test-support.ts';

const CROPS = 10_000;
const MOST_ELEMENTS = 1_500;
/** Far fewer than come by. */
const MOST_HURRIED_PICTURES = 1_000;
/** A frame: faster than pictures can be seen, at whatever rate this machine shows frames; and slowly enough. */
const HURRY = 1_500;
const EASE = 4;
const POLLED = { timeout: 30_000 };
const STACKS = '[role=listbox][aria-label=Stacks]';
const TRACKS = '[role=grid][aria-label^="Tracks of"]';
const LISTS = [
  { what: 'stacks', search: '', list: { scroller: STACKS, rowHeight: 214 }, item: `${STACKS} [role=option]`, each: 4 },
  {
    what: 'tracks',
    search: `?open=${LARGEST}`,
    list: { scroller: TRACKS, rowHeight: 112 },
    item: `${TRACKS} [role=row]`,
    each: 10,
  },
] as const;

const missing = browserMissing();
describe.skipIf(missing !== null)(`a long review${missing ? `: ${missing}` : ''}`, { timeout: 120_000 }, () => {
  let server: PageServer;
  let browser: Browser;
  let page: Page;
  let pictures: Set<string>;
  beforeAll(async () => {
    const result = longResult({ hours: 3, people: 24, spans: 1_000 });
    server = await servePages({
      folder: await buildPages(),
      result: { ...result, answers: { ...result.answers, ...longReview({ crops: CROPS }) } },
      crops: await madeUpCrops(8),
    });
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: VIEWPORT });
    pictures = new Set();
    page.on('request', (request) => {
      if (request.url().includes('/crops/')) pictures.add(request.url());
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  const addressOf = (search: string) => `${server.url}/episodes/${EPISODE}/review${search}`;

  it.each(LISTS)('keeps few elements of its $what, and shows the pictures of all that are drawn', async (of) => {
    const { elements, missing: late } = await scrollFrames(page, addressOf(of.search), { ...of.list, pixels: EASE });
    expect(elements).toBeLessThan(MOST_ELEMENTS);
    expect(late).toBe(0);
    const drawn = await page.locator(of.item).count();
    expect(drawn).toBeGreaterThan(8);
    expect(await page.locator(`${of.item} img`).count()).toBe(drawn * of.each);
  });

  it.each(LISTS)('loads few pictures of $what that fly by, and those in view when it rests', async (of) => {
    pictures.clear();
    const { elements } = await scrollFrames(page, addressOf(of.search), { ...of.list, pixels: HURRY });
    expect(elements).toBeLessThan(MOST_ELEMENTS);
    const lacking = async () => {
      const [drawn, shown] = [page.locator(of.item), page.locator(`${of.item} img`)];
      return (await drawn.count()) * of.each - (await shown.count());
    };
    await expect.poll(lacking, POLLED).toBe(0);
    expect(pictures.size).toBeGreaterThan(0);
    expect(pictures.size).toBeLessThan(MOST_HURRIED_PICTURES);
  });
});
