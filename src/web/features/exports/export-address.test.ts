import { expect, it } from 'vitest';
import { exportAddress, optionsOf } from './export-address.ts';

it('asks for nothing that is not chosen', () => {
  expect(optionsOf({})).toEqual({});
  expect(exportAddress('', { runId: 'r', format: 'csv' }, {})).toBe('/runs/r/exports/csv');
});

it('names the preset, and the numbers that replace its own', () => {
  expect(optionsOf({ preset: 'generous' })).toEqual({ preset: 'generous' });
  expect(optionsOf({ preset: 'generous', gap: 1, sightings: 3 })).toEqual({
    preset: 'generous',
    gapToleranceSeconds: 1,
    minimumSightings: 3,
  });
});

it('leaves out a time code that is none and a range that ends before it begins', () => {
  expect(optionsOf({ timecode: '1:00', from: 9, to: 3 })).toEqual({});
});

it('writes them into the address', () => {
  const options = optionsOf({ from: 5, to: 60, timecode: '01:00:00;00', drop: 'yes' });
  expect(exportAddress('https://api', { runId: 'r', format: 'edl' }, options)).toBe(
    'https://api/runs/r/exports/edl?fromSeconds=5&toSeconds=60&startTimecode=01%3A00%3A00%3B00&dropFrame=true',
  );
});
