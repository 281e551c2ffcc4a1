import { expect, it } from 'vitest';
import { EXPIRIES, expiryOf } from './key-expiry.ts';

it('ends so many days from now, or not at all', () => {
  const now = Date.UTC(2026, 0, 31, 12);
  expect(EXPIRIES.map(({ value }) => expiryOf(value, now))).toEqual([
    '2026-03-02T12:00:00.000Z',
    '2026-05-01T12:00:00.000Z',
    '2027-01-31T12:00:00.000Z',
    undefined,
  ]);
});
