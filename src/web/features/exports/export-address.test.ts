import { expect, it } from 'vitest';
import { exportAddress, optionsOf } from './export-address.ts';

const presets = [
  { name: 'standard', gapToleranceSeconds: 0.5, minimumSightings: 1, isDefault: true },
  { name: 'generous', gapToleranceSeconds: 2, minimumSightings: 1, isDefault: false },
];

it('asks for nothing that is not chosen', () => {
  expect(optionsOf({}, presets)).toEqual({});
  expect(exportAddress('', { runId: 'r', format: 'csv' }, {})).toBe('/runs/r/exports/csv');
});

it('gives the numbers of a preset, and those that replace them', () => {
  expect(optionsOf({ preset: 'generous' }, presets)).toEqual({ gapToleranceSeconds: 2, minimumSightings: 1 });
  expect(optionsOf({ preset: 'generous', gap: 1 }, presets)).toEqual({ gapToleranceSeconds: 1, minimumSightings: 1 });
  expect(optionsOf({ preset: 'standard' }, presets)).toEqual({});
});

it('leaves out a time code that is none and a range that ends before it begins', () => {
  expect(optionsOf({ timecode: '1:00', from: 9, to: 3 }, presets)).toEqual({});
});

it('writes them into the address', () => {
  const options = optionsOf({ from: 5, to: 60, timecode: '01:00:00;00', drop: 'yes' }, presets);
  expect(exportAddress('https://api', { runId: 'r', format: 'edl' }, options)).toBe(
    'https://api/runs/r/exports/edl?fromSeconds=5&toSeconds=60&startTimecode=01%3A00%3A00%3B00&dropFrame=true',
  );
});
