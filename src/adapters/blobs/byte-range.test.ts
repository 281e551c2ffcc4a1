import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRangeHeader } from './byte-range.ts';

describe('Range headers', () => {
  it.each([
    ['bytes=0-0', { start: 0, length: 1 }],
    ['bytes=3-', { start: 3, length: 7 }],
    ['bytes=3-99', { start: 3, length: 7 }],
    ['bytes=-4', { start: 6, length: 4 }],
    ['bytes=-99', { start: 0, length: 10 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', null],
    ['bytes=-', null],
    ['bytes=a-b', null],
    ['bytes=0-1,3-4', null],
    ['items=0-1', null],
    ['', null],
    [undefined, null],
  ])('%s of ten bytes', (header, expected) => {
    expect(parseRangeHeader(header, 10)).toEqual(expected);
  });

  it('never lead outside of the object', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 50 }),
        fc.string({ unit: fc.constantFrom(...'0123456789-, '), maxLength: 8 }),
        (bytes, text) => {
          const span = parseRangeHeader(`bytes=${text}`, bytes);
          if (span === null || span === 'unsatisfiable') return;
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.length).toBeGreaterThan(0);
          expect(span.start + span.length).toBeLessThanOrEqual(bytes);
        },
      ),
      { numRuns: 500 },
    );
  });
});
