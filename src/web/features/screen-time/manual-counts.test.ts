import { expect, it } from 'vitest';
import { parseManualCounts } from './manual-counts.ts';

it.each([
  ['Lisa Rinna, 12:34', 'Lisa Rinna', 754],
  ['Lisa Rinna\t1:02:03', 'Lisa Rinna', 3723],
  ['Lisa Rinna;754', 'Lisa Rinna', 754],
  ['"Rinna, Lisa",12:34', 'Rinna, Lisa', 754],
  ['Rinna, Lisa, 12:34', 'Rinna, Lisa', 754],
  ['Lisa\t12:34\tsaw her twice', 'Lisa', 754],
  ['Lisa Rinna  12:34', 'Lisa Rinna', 754],
  ['Lisa: 12:34', 'Lisa', 754],
  ['Person 3 26.8', 'Person 3', 26.8],
  ['“Kyle”, 0:45', 'Kyle', 45],
])('%s', (line, name, seconds) => {
  expect(parseManualCounts(line)).toEqual({ counts: [{ name, seconds }], unread: [] });
});

it('passes over a heading and empty lines, and says what it cannot read', () => {
  const { counts, unread } = parseManualCounts('Name,Time\r\n\r\nAnn, 1:00\r\nBob, soon\r\n, 2:00');
  expect(counts).toEqual([{ name: 'Ann', seconds: 60 }]);
  expect(unread).toEqual([
    { line: 4, text: 'Bob, soon' },
    { line: 5, text: ', 2:00' },
  ]);
});

it('adds the times of a name that comes again', () => {
  expect(parseManualCounts('Ann, 1:00\nann, 0:30').counts).toEqual([{ name: 'Ann', seconds: 90 }]);
});
