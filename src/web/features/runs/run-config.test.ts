import { expect, it } from 'vitest';
import { packOf, settingLines } from './run-config.ts';

it('lists every value by its path', () => {
  expect(
    settingLines({ pack: 'bundled', sampling: { rates: [5, 10], sweep: null, share: 0.3 / 9 }, cast: {} }),
  ).toEqual([
    { path: 'pack', value: 'bundled' },
    { path: 'sampling.rates.0', value: '5' },
    { path: 'sampling.rates.1', value: '10' },
    { path: 'sampling.sweep', value: '–' },
    { path: 'sampling.share', value: '0.0333333' },
    { path: 'cast', value: 'none' },
  ]);
});

it('has no lines where there are no settings', () => {
  expect(settingLines(null)).toEqual([]);
  expect(settingLines({})).toEqual([]);
});

it('knows the pack, where one is named', () => {
  expect(packOf({ config: { pack: 'bundled' } })).toBe('bundled');
  expect(packOf({ config: null })).toBeUndefined();
  expect(packOf({ config: { pack: 3 } })).toBeUndefined();
});
