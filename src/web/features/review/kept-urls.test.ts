import { expect, it } from 'vitest';
import { KeptUrls } from './kept-urls.ts';

const HALF_AN_HOUR = 30 * 60_000;

it('keeps the first address of a picture while it works, then takes the newest', () => {
  const urls = new KeptUrls();
  expect(urls.of(1, '/1?a', 0)).toBe('/1?a');
  expect(urls.of(1, '/1?b', HALF_AN_HOUR)).toBe('/1?a');
  expect(urls.of(2, '/2?b', HALF_AN_HOUR)).toBe('/2?b');
  expect(urls.of(1, '/1?c', 2 * HALF_AN_HOUR)).toBe('/1?c');
  expect(urls.of(1, null, 2 * HALF_AN_HOUR)).toBeNull();
});
