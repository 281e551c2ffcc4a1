/** `npm run bench:web`: how quick the episode page is with hours of video and thousands of spans, in a real browser. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { chromium } from 'playwright-core';
import { alignTable } from '../evaluation/align-table.ts';
import { EPISODE, longResult } from './long-result.ts';
import { inputLatencies, type Opening, openFresh, panFrames, quantile, VIEWPORT } from './measure-page.ts';
import { servePages } from './serve-pages.ts';

const ROOT = path.join(import.meta.dirname, '..');
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Budgets: milliseconds, frames per second, milliseconds. */
const MOST_USABLE_MS = 2_000;
const LEAST_FRAMES = 55;
const MOST_LATENCY_MS = 100;
/** Stretches of the episode, in seconds, that are seen while panning. */
const SPANS = [3600, 300];

const { hours, people, spans, loads, check } = new Command('bench:web')
  .description('Measures time to usable, frames per second while panning and the latency of inputs.')
  .option('--hours <n>', 'length of the video', Number, 3)
  .option('--people <n>', 'lanes, besides the unattributed one', Number, 24)
  .option('--spans <n>', 'spans on all lanes', Number, 20_000)
  .option('--loads <n>', 'how often the page is opened', Number, 5)
  .option('--check', 'exit with 1 where a median is worse than its budget', false)
  .parse()
  .opts<{ hours: number; people: number; spans: number; loads: number; check: boolean }>();

const executablePath = BROWSERS.find((file) => existsSync(file));
if (executablePath === undefined) throw new Error('There is no browser: install the package chromium.');
await promisify(execFile)(process.execPath, [path.join(ROOT, 'bin', 'build-web.js')], { cwd: ROOT });
const server = await servePages(path.join(ROOT, 'dist', 'web'), longResult({ hours, people, spans }));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
try {
  const address = `${server.url}/episodes/${EPISODE}`;
  const openings: Opening[] = [];
  for (let load = 0; load < loads; load++) openings.push(await openFresh(browser, address));
  const page = await browser.newPage({ viewport: VIEWPORT });
  const rates = [];
  for (const span of SPANS) rates.push({ span, ...(await panFrames(page, address, span)) });
  const latencies = await inputLatencies(page, address);

  const load = os
    .loadavg()
    .map((each) => each.toFixed(1))
    .join(' ');
  console.log(`${hours} h, ${people} people, ${spans} spans; ${os.availableParallelism()} cores, load ${load}\n`);
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
