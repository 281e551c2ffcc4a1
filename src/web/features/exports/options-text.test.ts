import { expect, it } from 'vitest';
import { optionsText } from './options-text.ts';

it('names what was asked for', () => {
  expect(optionsText({})).toBe('');
  expect(optionsText({ fromSeconds: 10, toSeconds: 60, gapToleranceSeconds: 2 })).toBe(', 0:10 – 1:00, gaps of 2 s');
  expect(optionsText({ fromSeconds: 10, minimumSightings: 3, startTimecode: '01:00:00;00', dropFrame: true })).toBe(
    ', 0:10 – end, 3 sightings at least, from 01:00:00;00, drop frame',
  );
});
