import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BINS, binOf, binStart, countFrom, type Score, tabulateScores } from './score-table.ts';

describe('binOf', () => {
  it('puts a likeness on an edge into the bin that begins there', () => {
    for (let bin = 0; bin < BINS; bin++) expect(binOf(binStart(bin))).toBe(bin);
    expect(binStart(145)).toBe(0.45);
    expect(binOf(0.4599)).toBe(145);
  });

  it('takes what rounding has moved past the ends', () => {
    expect(binOf(1.0000001)).toBe(BINS - 1);
    expect(binOf(-1.0000001)).toBe(0);
  });
});

describe('tabulateScores', () => {
  it('counts comparisons of one person, and of two by couple, whoever comes first', () => {
    const table = tabulateScores([
      { a: 'Ann', b: 'Ann', likeness: 0.7 },
      { a: 'Ann', b: 'Bea', likeness: 0.1 },
      { a: 'Bea', b: 'Ann', likeness: 0.105 },
      { a: 'Cid', b: 'Bea', likeness: -0.2 },
    ]);
    expect(table.people).toEqual(['Ann', 'Bea', 'Cid']);
    expect([countFrom(table.same, 0), table.same[170]]).toEqual([1, 1]);
    expect([countFrom(table.different, 0), table.different[110]]).toEqual([3, 2]);
    expect(table.couples.map(({ a, b, counts }) => [a, b, countFrom(counts, 0)])).toEqual([
      [0, 1, 2],
      [1, 2, 1],
    ]);
  });

  it('loses nothing, and its couples are all comparisons of two people', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd');
    const score = fc.record({ a: person, b: person, likeness: fc.double({ min: -1, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(score), (scores: readonly Score[]) => {
        const { same, different, couples } = tabulateScores(scores);
        expect(countFrom(same, 0) + countFrom(different, 0)).toBe(scores.length);
        for (let bin = 0; bin < BINS; bin += 7) {
          expect(couples.reduce((sum, { counts }) => sum + (counts[bin] ?? 0), 0)).toBe(different[bin]);
        }
      }),
    );
  });
});
