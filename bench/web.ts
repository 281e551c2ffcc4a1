/** `npm run bench:web`: how quick the pages of an episode are with hours of video, thousands of spans and crops, in a real browser. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { chromium } from 'playwright-core';
import { alignTable } from '../evaluation/align-table.ts';
import { EPISODE, longResult } from './long-result.ts';
import { LARGEST, longReview } from './long-review.ts';
import { madeUpCrops } from './made-up-crops.ts';
import { inputLatencies, type Opening, openFresh, panFrames, quantile, VIEWPORT } from './measure-page.ts';
import { scrollFrames } from './measure-scroll.ts';
import { servePages } from './serve-pages.ts';

const ROOT = path.join(import.meta.dirname, '..');
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Budgets: milliseconds, frames per second, milliseconds. */
const MOST_USABLE_MS = 2_000;
const LEAST_FRAMES = 55;
const MOST_LATENCY_MS = 100;
/** Stretches of the episode, in seconds, that are seen while panning. */
const SPANS = [3600, 300];

/** Different pictures among the crops. */
const PICTURES = 64;
/** What is scrolled, with its rows' height in pixels, and how many pixels a frame: as one looks at it, as by a quick wheel, as by the bar. */
const LISTS = [
  { what: 'stacks', search: '', scroller: '[role=listbox][aria-label=Stacks]', rowHeight: 214 },
  { what: 'tracks', search: `?open=${LARGEST}`, scroller: '[role=grid][aria-label^="Tracks of"]', rowHeight: 112 },
] as const;
const SPEEDS = [24, 48, 160];

const { hours, people, spans, crops, loads, check } = new Command('bench:web')
  .description('Measures time to usable, frames per second while panning and scrolling, and the latency of inputs.')
  .option('--hours <n>', 'length of the video', Number, 3)
  .option('--people <n>', 'lanes, besides the unattributed one', Number, 24)
  .option('--spans <n>', 'spans on all lanes', Number, 20_000)
  .option('--crops <n>', 'crops in the review, of all stacks and of the tracks of one', Number, 10_000)
  .option('--loads <n>', 'how often the page is opened', Number, 5)
  .option('--check', 'exit with 1 where a median is worse than its budget', false)
  .parse()
  .opts<{ hours: number; people: number; spans: number; crops: number; loads: number; check: boolean }>();

const executablePath = BROWSERS.find((file) => existsSync(file));
if (executablePath === undefined) throw new Error('There is no browser: install the package chromium.');
await promisify(execFile)(process.execPath, [path.join(ROOT, 'bin', 'build-web.js')], { cwd: ROOT });
const long = longResult({ hours, people, spans });
const server = await servePages({
  folder: path.join(ROOT, 'dist', 'web'),
  result: { ...long, answers: { ...long.answers, ...longReview({ crops }) } },
  crops: await madeUpCrops(PICTURES),
});
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
try {
  const address = `${server.url}/episodes/${EPISODE}`;
  const openings: Opening[] = [];
  for (let load = 0; load < loads; load++) openings.push(await openFresh(browser, address));
  const page = await browser.newPage({ viewport: VIEWPORT });
  const rates = [];
  for (const span of SPANS) rates.push({ span, ...(await panFrames(page, address, span)) });
  const latencies = await inputLatencies(page, address);
  const scrolls = [];
  for (const { what, search, ...list } of LISTS) {
    for (const pixels of SPEEDS) {
      scrolls.push({ what, pixels, ...(await scrollFrames(page, `${address}/review${search}`, { ...list, pixels })) });
    }
  }

  const load = os
    .loadavg()
    .map((each) => each.toFixed(1))
    .join(' ');
  console.log(
    `${hours} h, ${people} people, ${spans} spans, ${crops} crops; ${os.availableParallelism()} cores, load ${load}\n`,
  );
  const usable = quantile(
    openings.map((opening) => opening.usable),
    0.5,
  );
  const computed = quantile(
    openings.map((opening) => opening.computed),
    0.5,
  );
  const verdicts = [
    verdict(usable <= MOST_USABLE_MS, 'usable', `median ${ms(usable)} of ${loads} loads, computes ${ms(computed)}`),
    ...rates.map((rate) =>
      verdict(
        rate.median >= LEAST_FRAMES,
        `panning, ${rate.span} s seen`,
        `${rate.median.toFixed(1)} frames/s, 95 % in ${ms(rate.slow)}, computes ${rate.computed.toFixed(1)} ms a frame`,
      ),
    ),
    ...scrolls.map(({ what, pixels, median, slow, computed: each, elements, missing }) =>
      verdict(
        median >= LEAST_FRAMES,
        `scrolling ${what}, ${pixels} pixels a frame`,
        `${median.toFixed(1)} frames/s, 95 % in ${ms(slow)}, computes ${each.toFixed(1)} ms a frame, ${elements} elements, ` +
          `rows missing in ${Math.round(missing * 100)} % of frames`,
      ),
    ),
    ...latencies.map(({ input, median, slowest }) =>
      verdict(median <= MOST_LATENCY_MS, input, `median ${ms(median)}, slowest ${ms(slowest)}`),
    ),
  ];
  console.log(alignTable([['what', 'measured', 'budget'], ...verdicts.map(({ row }) => row)]));
  if (check && verdicts.some(({ isKept }) => !isKept)) process.exitCode = 1;
} finally {
  await browser.close();
  await server.close();
}

function verdict(isKept: boolean, what: string, measured: string) {
  return { isKept, row: [what, measured, isKept ? 'kept' : 'MISSED'] };
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
