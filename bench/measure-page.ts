/** What a person would notice of the episode page, measured inside a real browser. */
import type { Browser, Page } from 'playwright-core';

/** What is used of a browser's window: the types of browsers are not known here. */
interface Tab {
  requestAnimationFrame(next: (now: number) => void): number;
  requestIdleCallback(next: () => void): number;
  readonly document: { querySelector(selector: string): { dispatchEvent(event: unknown): boolean } | null };
  readonly WheelEvent: new (type: string, init: object) => unknown;
  readonly PerformanceObserver: new (
    told: (list: { getEntries(): { duration: number }[] }) => void,
  ) => { observe(options: object): void };
  durations: number[];
}

export const VIEWPORT = { width: 1440, height: 900 };
export const LANES = 'ul[aria-label=Lanes] li';
export const RULER = '[role=slider][aria-label="Position in the episode"]';
const PAN_MS = 3_000;
/** Inputs of each kind. */
const REPEATS = 8;

export interface Opening {
  /** Milliseconds from the first byte asked for until the lanes are drawn and answer. */
  readonly usable: number;
  /** Milliseconds that the page's thread has computed: does not depend on what else the machine does. */
  readonly computed: number;
}

/** Opens the page in a browser that has nothing kept. */
export async function openFresh(browser: Browser, address: string): Promise<Opening> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    const computed = await processorClock(page);
    const usable = await openPage(page, address);
    return { usable, computed: await computed() };
  } finally {
    await context.close();
  }
}

/** @returns reads how long the page's thread has computed, in milliseconds. */
export async function processorClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
}

/** @param ready is there when the page can be used. @returns milliseconds until then. */
export async function openPage(page: Page, address: string, ready = LANES): Promise<number> {
  // What runs this file puts calls of it into functions that the page is given.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForSelector(ready, { state: 'attached' });
  // What was drawn is on the screen when the frame after it begins.
  return await page.evaluate(
    () =>
      new Promise<number>((drawn) => {
        const tab = globalThis as unknown as Tab;
        tab.requestAnimationFrame(() => tab.requestAnimationFrame(() => drawn(performance.now())));
      }),
  );
}

export interface FrameRate {
  /** Per second. */
  readonly median: number;
  /** Milliseconds of the 95th of a hundred frames. */
  readonly slow: number;
  /** Milliseconds that the page's thread computes for a frame. */
  readonly computed: number;
}

/** @param spanSeconds how much of the episode is seen while the view moves through it and back. */
export async function panFrames(page: Page, address: string, spanSeconds: number): Promise<FrameRate> {
  await openPage(page, `${address}?at=1000&span=${spanSeconds}`);
  // What is still done after the page was opened is not panning.
  await page.evaluate(
    () => new Promise<void>((idle) => (globalThis as unknown as Tab).requestIdleCallback(() => idle())),
  );
  const clock = await processorClock(page);
  const before = await clock();
  const intervals = await page.evaluate(
    ([selector, lasts]) =>
      new Promise<number[]>((done) => {
        const tab = globalThis as unknown as Tab;
        const element = tab.document.querySelector(selector)!;
        const times: number[] = [];
        const next = (now: number): void => {
          times.push(now);
          const elapsed = now - times[0]!;
          const init = { deltaX: elapsed < lasts / 2 ? 24 : -24, bubbles: true, cancelable: true };
          element.dispatchEvent(new tab.WheelEvent('wheel', init));
          if (elapsed < lasts) tab.requestAnimationFrame(next);
          else done(times.slice(1).map((time, place) => time - times[place]!));
        };
        tab.requestAnimationFrame(next);
      }),
    [RULER, PAN_MS] as const,
  );
  const computed = ((await clock()) - before) / intervals.length;
  return { median: 1000 / quantile(intervals, 0.5), slow: quantile(intervals, 0.95), computed };
}

export interface Latency {
  readonly input: string;
  /** Milliseconds from the input to the next picture: half of them, and the slowest. */
  readonly median: number;
  readonly slowest: number;
}

/** By the browser's own measure of how long an input takes until the page has answered on the screen (to 8 ms). */
export async function inputLatencies(page: Page, address: string): Promise<readonly Latency[]> {
  await openPage(page, address);
  await page.evaluate(() => {
    const tab = globalThis as unknown as Tab;
    tab.durations = [];
    new tab.PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tab.durations.push(duration);
    }).observe({ type: 'event', durationThreshold: 16 });
  });
  const measured: Latency[] = [];
  for (const [input, act] of Object.entries(await inputsOf(page))) {
    const durations: number[] = [];
    for (let time = 0; time < REPEATS; time++) durations.push(await durationOf(page, () => act(time)));
    measured.push({ input, median: quantile(durations, 0.5), slowest: Math.max(...durations) });
  }
  return measured;
}

/** What a person does with the page that is open; a number tells repeats apart. */
export async function inputsOf(page: Page): Promise<Readonly<Record<string, (time: number) => Promise<void>>>> {
  const ruler = (await page.locator(RULER).boundingBox())!;
  const at = (share: number): [number, number] => [ruler.x + ruler.width * share, ruler.y + ruler.height / 3];
  const person = page.locator(`${LANES} button`);
  return {
    'click in the ruler': (time) => page.mouse.click(...at(0.1 + time / 12)),
    'next span (])': () => page.keyboard.press(']'),
    'one frame on (→)': () => page.keyboard.press('ArrowRight'),
    'zoom (+)': () => page.keyboard.press('+'),
    'whole episode (0)': () => page.keyboard.press('0'),
    'choose a person': (time) => person.nth(time % 5).click(),
    'brush a range': async (time) => {
      await page.mouse.move(...at(0.5));
      await page.mouse.down();
      await page.mouse.move(...at(0.52 + time / 30), { steps: 4 });
      await page.mouse.up();
    },
  };
}

/** Of the slowest event of one input; 0: quicker than the browser reports. */
async function durationOf(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    (globalThis as unknown as Tab).durations = [];
  });
  await act();
  // The browser reports when the next pictures have been shown.
  return await page.evaluate(
    () =>
      new Promise<number>((told) => {
        const tab = globalThis as unknown as Tab;
        let frames = 0;
        const next = (): void => {
          frames++;
          if (frames < 12) tab.requestAnimationFrame(next);
          else told(Math.max(0, ...tab.durations));
        };
        next();
      }),
  );
}

/** @param share 0.5: the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
