/** How quick a long list scrolls, measured inside a real browser. */
import type { Page } from 'playwright-core';
import { openPage, processorClock, quantile } from './measure-page.ts';

/** What is used of a browser's window: the types of browsers are not known here. */
interface Tab {
  requestAnimationFrame(next: (now: number) => void): number;
  requestIdleCallback(next: () => void): number;
  readonly document: {
    querySelector(selector: string): Scroller | null;
    getElementsByTagName(name: '*'): { readonly length: number };
  };
}
interface Scroller {
  scrollTop: number;
  readonly clientHeight: number;
  readonly scrollHeight: number;
  /** The sheet, whose rows say where they are. */
  readonly firstElementChild: { readonly children: Iterable<{ readonly style: { readonly top: string } }> };
}

export interface ScrollRate {
  /** Frames per second. */
  readonly median: number;
  /** Milliseconds of the 95th of a hundred frames. */
  readonly slow: number;
  /** Milliseconds that the page's thread computes for a frame. */
  readonly computed: number;
  /** Most elements that the page had at a time. */
  readonly elements: number;
  /** Share of the frames in which a row that is in view was not drawn yet. */
  readonly missing: number;
}

interface Scrolled {
  readonly scroller: string;
  /** A frame. */
  readonly pixels: number;
  readonly rowHeight: number;
}

const SCROLL_MS = 3_000;

/** Scrolls through a list whose rows are drawn as they are needed, and back at its end. */
export async function scrollFrames(
  page: Page,
  address: string,
  { scroller, pixels, rowHeight }: Scrolled,
): Promise<ScrollRate> {
  await openPage(page, address, `${scroller} img`);
  // What is still done after the page was opened is not scrolling.
  await page.evaluate(
    () => new Promise<void>((idle) => (globalThis as unknown as Tab).requestIdleCallback(() => idle())),
  );
  const clock = await processorClock(page);
  const before = await clock();
  const { times, elements, missing } = await page.evaluate(
    ([selector, step, height, lasts]) =>
      new Promise<{ times: number[]; elements: number; missing: number }>((done) => {
        const tab = globalThis as unknown as Tab;
        const element = tab.document.querySelector(selector)!;
        const [seen, end] = [element.clientHeight, element.scrollHeight - element.clientHeight];
        const times: number[] = [];
        let [top, direction, elements, missing] = [0, 1, 0, 0];
        const isDrawn = (): boolean => {
          const starts = [...element.firstElementChild.children].map((row) => Number.parseFloat(row.style.top));
          return Math.min(...starts) <= top && Math.max(...starts) + height >= Math.min(top + seen, end);
        };
        const next = (now: number): void => {
          // Of the picture that was shown last.
          if (!isDrawn()) missing += 1;
          elements = Math.max(elements, tab.document.getElementsByTagName('*').length);
          times.push(now);
          if (top >= end) direction = -1;
          if (top <= 0) direction = 1;
          top = Math.min(end, Math.max(0, top + direction * step));
          element.scrollTop = top;
          if (now - times[0]! < lasts) tab.requestAnimationFrame(next);
          else done({ times, elements, missing });
        };
        tab.requestAnimationFrame(next);
      }),
    [scroller, pixels, rowHeight, SCROLL_MS] as const,
  );
  const computed = ((await clock()) - before) / times.length;
  const intervals = times.slice(1).map((time, place) => time - times[place]!);
  return {
    ...{ median: 1000 / quantile(intervals, 0.5), slow: quantile(intervals, 0.95), computed },
    ...{ elements, missing: missing / times.length },
  };
}
