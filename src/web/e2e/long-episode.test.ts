/**
 * The page of an episode of three hours with 20,000 spans does a bounded amount of work. It is counted, and computing time is that
 * of the page's own thread, so that it says the same on a machine that has other things to do; `npm run bench:web` measures how long
 * a person waits.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EPISODE, longResult } from '../../../bench/long-result.ts';
import { inputsOf, LANES, openPage, processorClock, quantile, RULER, VIEWPORT } from '../../../bench/measure-page.ts';
import { type PageServer, servePages } from '../../../bench/serve-pages.ts';
import { browserMissing, buildPages, launchBrowser } from './start-site.test-support.ts';

const PEOPLE = 24;
const SPANS = 20_000;
/** Milliseconds of computing until the page can be used, and for a picture while panning. */
const MOST_OPENING = 2_000;
const MOST_PICTURE = 1000 / 60;
/** For an input, with what the test's own looking costs: twice of what a person may wait for. */
const MOST_INPUT = 200;
/** Rectangles for a picture: far from one per span. */
const MOST_RECTANGLES = 5_000;
const MOST_REQUESTS = 80;
/** Of pages, numbers and font together, as they are: this server compresses nothing. */
const MOST_BYTES = 5_000_000;
const MOST_ELEMENTS = 1_500;
const PICTURES = 40;
const REPEATS = 3;
/** Brushing is pressing, moving, some moves and letting go; the others are one event. */
const EVENTS: Readonly<Record<string, number>> = { 'brush a range': 7 };

/** What has been drawn since it was set to nothing. */
interface Drawn {
  /** Pictures of all canvases together, and of the one that had most. */
  pictures: number;
  mostOfOne: number;
  rectangles: number;
}

const missing = browserMissing();
describe.skipIf(missing !== null)(`a long episode${missing ? `: ${missing}` : ''}`, { timeout: 120_000 }, () => {
  let server: PageServer;
  let browser: Browser;
  let page: Page;
  let requests: string[];
  let bytes: number;
  let computed: () => Promise<number>;
  beforeAll(async () => {
    server = await servePages({
      folder: await buildPages(),
      result: longResult({ hours: 3, people: PEOPLE, spans: SPANS }),
    });
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: VIEWPORT });
    requests = [];
    page.on('request', (request) => requests.push(request.url()));
    bytes = 0;
    const session = await page.context().newCDPSession(page);
    session.on('Network.dataReceived', ({ dataLength }) => {
      bytes += dataLength;
    });
    await session.send('Network.enable');
    await page.addInitScript(countDrawing);
    computed = await processorClock(page);
    await openPage(page, `${server.url}/episodes/${EPISODE}`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const drawn = (): Promise<Drawn> => page.evaluate(() => (globalThis as unknown as { drawn: Drawn }).drawn);

  it('can be used after 2 s of computing, with few requests and few elements', async () => {
    expect(await computed()).toBeLessThan(MOST_OPENING);
    expect(requests.length, requests.join('\n')).toBeLessThan(MOST_REQUESTS);
    expect(bytes).toBeLessThan(MOST_BYTES);
    expect(await page.locator(LANES).count()).toBe(PEOPLE + 1);
    // Not one per span.
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(MOST_ELEMENTS);
    const { pictures, rectangles } = await drawn();
    expect(rectangles).toBeGreaterThan(PEOPLE);
    expect(rectangles / pictures).toBeLessThan(MOST_RECTANGLES);
  });

  it.each([
    ['the whole of it, which stays where it is', 10_800, 0],
    ['an hour', 3_600, PICTURES],
    ['five minutes', 300, PICTURES],
  ])('draws what can be seen, once for a picture, while panning through %s', async (_, span, expected) => {
    await openPage(page, `${server.url}/episodes/${EPISODE}?at=1000&span=${span}`);
    const before = await computed();
    await pan(page);
    const each = ((await computed()) - before) / PICTURES;
    const { pictures, mostOfOne, rectangles } = await drawn();
    expect(pictures).toBeGreaterThanOrEqual(expected);
    expect(mostOfOne).toBeLessThanOrEqual(expected + 1);
    expect(rectangles / PICTURES).toBeLessThan(MOST_RECTANGLES);
    expect(each).toBeLessThan(MOST_PICTURE);
  });

  it('answers every input with little computing', async () => {
    await openPage(page, `${server.url}/episodes/${EPISODE}`);
    const costs: Record<string, number> = {};
    for (const [input, act] of Object.entries(await inputsOf(page))) {
      const each: number[] = [];
      for (let time = 0; time < REPEATS; time++) {
        const before = await computed();
        await act(time);
        await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
        each.push(((await computed()) - before) / (EVENTS[input] ?? 1));
      }
      costs[input] = quantile(each, 0.5);
    }
    expect(Object.entries(costs).filter(([, ms]) => ms >= MOST_INPUT)).toEqual([]);
  });
});

/** Runs in the page, before anything of it. */
function countDrawing(): void {
  const drawn: Drawn = { pictures: 0, mostOfOne: 0, rectangles: 0 };
  const ofCanvas = new Map<HTMLCanvasElement, number>();
  Object.assign(globalThis, { drawn, ofCanvas });
  const { prototype } = CanvasRenderingContext2D;
  const { clearRect, fillRect } = prototype;
  // A picture begins with an empty canvas.
  prototype.clearRect = function (this: CanvasRenderingContext2D, ...place) {
    const times = (ofCanvas.get(this.canvas) ?? 0) + 1;
    ofCanvas.set(this.canvas, times);
    drawn.pictures++;
    drawn.mostOfOne = Math.max(drawn.mostOfOne, times);
    clearRect.apply(this, place);
  };
  prototype.fillRect = function (this: CanvasRenderingContext2D, ...place) {
    drawn.rectangles++;
    fillRect.apply(this, place);
  };
}

/** Moves the view with every picture, there and back, once nothing is left to do of opening it. */
function pan(page: Page): Promise<void> {
  return page.evaluate(
    ([ruler, pictures]) =>
      new Promise<void>((done) => {
        const page = globalThis as unknown as { drawn: Drawn; ofCanvas: Map<HTMLCanvasElement, number> };
        const element = document.querySelector(ruler)!;
        let shown = 0;
        const next = (): void => {
          const init = { deltaX: shown < pictures / 2 ? 24 : -24, bubbles: true, cancelable: true };
          element.dispatchEvent(new WheelEvent('wheel', init));
          if (++shown < pictures) requestAnimationFrame(next);
          else requestAnimationFrame(() => requestAnimationFrame(() => done()));
        };
        requestIdleCallback(() => {
          page.ofCanvas.clear();
          Object.assign(page.drawn, { pictures: 0, mostOfOne: 0, rectangles: 0 });
          requestAnimationFrame(next);
        });
      }),
    [RULER, PICTURES] as const,
  );
}
