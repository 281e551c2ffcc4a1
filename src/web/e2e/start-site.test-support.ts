/** The product as a person meets it: the server on an empty library, the built pages, a real browser. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type LaptopProfile, startLaptop } from '../../../fixtures/profiles/laptop-profile.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
/** Pictures of the pages as the tests have seen them. */
const PICTURES = path.join(ROOT, 'out', 'e2e');
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 390, height: 844 };

/** Whatever serves the product. */
interface Server {
  readonly url: string;
  close(): Promise<void>;
}

export interface Site<Served extends Server = LaptopProfile> {
  readonly url: string;
  readonly server: Served;
  /** A tab of its own, as of another person. What goes wrong in it stands in `faultsOf`. */
  open(address: string, options?: TabOptions): Promise<Page>;
  close(): Promise<void>;
}

interface TabOptions {
  readonly theme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

const faults = new WeakMap<Page, string[]>();
/** Errors that the page has thrown or written to its console. */
export const faultsOf = (page: Page): readonly string[] => faults.get(page) ?? [];

/** Null when there is one, else what to do about it. In CI a missing browser is a failure, not a reason to skip. */
export function browserMissing(): string | null {
  if (findBrowser() !== undefined) return null;
  const missing = 'there is no browser: install the package chromium';
  if (process.env['CI'] === 'true') throw new Error(missing);
  return missing;
}

const findBrowser = (): string | undefined => BROWSERS.find((file) => existsSync(file));

/** Pages as a host would serve them. @returns their folder. */
export async function buildPages(): Promise<string> {
  await promisify(execFile)(process.execPath, [path.join(ROOT, 'bin', 'build-web.js')], { cwd: ROOT });
  return path.join(ROOT, 'dist', 'web');
}

/** On a laptop. */
export const startSite = (environment: Readonly<Record<string, string>> = {}): Promise<Site> =>
  startSiteOn(() => startLaptop(environment));

/** On a server that is started when there are pages. */
export async function startSiteOn<Served extends Server>(start: () => Promise<Served>): Promise<Site<Served>> {
  await buildPages();
  const [server, browser] = await Promise.all([start(), launchBrowser()]);
  return {
    url: server.url,
    server,
    async open(address, { theme = 'light', viewport = WIDE } = {}) {
      // Pictures show where things come to rest, not how they get there.
      const look = { viewport, colorScheme: theme, reducedMotion: 'reduce' } as const;
      const context = await browser.newContext({ ...look, acceptDownloads: true });
      const page = await context.newPage();
      const noted: string[] = [];
      faults.set(page, noted);
      page.on('pageerror', (error) => noted.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') noted.push(message.text());
      });
      await page.goto(server.url + address);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser()!,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage'],
  });

/** Keeps what the page looks like now as `out/e2e/<name>.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
}
