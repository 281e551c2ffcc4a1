import { describe, expect, it } from 'vitest';
import { formatMoment, secondsBetween } from './format-moment.ts';

const now = new Date('2026-11-26T12:00:00Z');

describe('formatMoment', () => {
  it.each([
    ['2026-11-26T09:05:59Z', '09:05'],
    ['2026-11-25T23:59:00Z', '25 Nov 23:59'],
    ['2025-12-31T09:00:00Z', '31 Dec 2025'],
    ['2026-11-26T00:00:00Z', '00:00'],
  ])('%s is %s', (instant, text) => expect(formatMoment(instant, { now, timeZone: 'UTC' })).toBe(text));

  it('has the day of whoever looks', () => {
    expect(formatMoment('2026-11-26T01:00:00Z', { now, timeZone: 'America/New_York' })).toBe('25 Nov 20:00');
  });
});

it('two clocks that disagree never give a negative time', () => {
  expect(secondsBetween('2026-11-26T00:00:05Z', '2026-11-26T00:00:04Z')).toBe(0);
  expect(secondsBetween('2026-11-26T00:00:05Z', '2026-11-26T00:01:05.5Z')).toBe(60.5);
});
