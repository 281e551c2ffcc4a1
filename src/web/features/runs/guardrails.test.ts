import { expect, it } from 'vitest';
import { formatMeasure, formatTarget, type Guardrail, worstFirst } from './guardrails.ts';

it('shows shares in percent and counts whole', () => {
  expect(formatMeasure('short_track_fraction', 0.2)).toBe('20 %');
  expect(formatMeasure('rejection_rate', 0.02008)).toBe('2 %');
  expect(formatMeasure('id_switch_rate', 0.0154)).toBe('1.5 %');
  expect(formatMeasure('clusters', 15)).toBe('15');
  expect(formatMeasure('tracks_per_minute', 36.338)).toBe('36.3');
});

it('says the target in words', () => {
  expect(formatTarget({ name: 'tracks_per_minute', target: { min: 10, max: 30 } })).toBe('10 to 30');
  expect(formatTarget({ name: 'short_track_fraction', target: { max: 0.2 } })).toBe('at most 20 %');
  expect(formatTarget({ name: 'faces_per_track', target: { min: 3 } })).toBe('at least 3');
  expect(formatTarget({ name: 'x', target: {} })).toBe('');
});

it('shows the worst first and keeps the order of equals', () => {
  const rail = (name: string, status: Guardrail['status']) => ({ name, status }) as Guardrail;
  const rails = [rail('a', 'ok'), rail('b', 'notice'), rail('c', 'warn'), rail('d', 'ok')];
  expect(worstFirst(rails).map(({ name }) => name)).toEqual(['c', 'b', 'a', 'd']);
});
