/** What has to arrive before a first page is shown. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildPages } from './start-site.test-support.ts';

const MOST_BYTES = 200_000;

it('is at most 200 kB of JavaScript, compressed', async () => {
  const folder = await buildPages();
  const html = await readFile(path.join(folder, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, file]) => file!);
  const sizes = await Promise.all(
    scripts.map(async (file) => [file, gzipSync(await readFile(path.join(folder, file))).length] as const),
  );
  expect(sizes.length).toBeGreaterThan(1);
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
  expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(MOST_BYTES);
});
