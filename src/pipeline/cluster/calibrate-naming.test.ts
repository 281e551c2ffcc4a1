import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrateNaming, LEAST_COMPARISONS, LEAST_PEOPLE, lineAt, shareFrom, wilson } from './calibrate-naming.ts';
import { BINS, binOf, countFrom, type Score, tabulateScores } from './score-table.ts';

/** Counts with the given numbers of likenesses. */
function counts(entries: readonly (readonly [likeness: number, count: number])[]): Uint32Array {
  const all = new Uint32Array(BINS);
  for (const [likeness, count] of entries) all[binOf(likeness)] = count;
  return all;
}

describe('lineAt', () => {
  it('is the least edge that at most this share reaches', () => {
    // 10 of 1,000 reach 0.30, 1 reaches 0.40.
    const all = counts([
      [0.0, 990],
      [0.3, 9],
      [0.4, 1],
    ]);
    expect(lineAt(all, 0.01)).toBeCloseTo(0.01, 9);
    expect(lineAt(all, 0.009)).toBeCloseTo(0.31, 9);
    expect(lineAt(all, 0.001)).toBeCloseTo(0.31, 9);
    expect(lineAt(all, 0.0005)).toBeCloseTo(0.41, 9);
  });

  it('is 1 where even the highest bin is above the rate, and −1 of nothing', () => {
    expect(lineAt(counts([[0.999, 5]]), 0.1)).toBe(1);
    expect(lineAt(counts([]), 0.1)).toBe(-1);
  });

  it('keeps its promise, and the next lower edge would break it', () => {
    const bin = fc.nat({ max: 50 });
    fc.assert(
      fc.property(
        fc.array(bin, { minLength: BINS, maxLength: BINS }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (all, rate) => {
          fc.pre(all.some((each) => each > 0));
          const line = lineAt(all, rate);
          const from = Math.round((line + 1) * 100);
          const total = countFrom(all, 0);
          expect(countFrom(all, from)).toBeLessThanOrEqual(rate * total + 1e-6);
          if (from > 0) expect(countFrom(all, from - 1)).toBeGreaterThan(rate * total);
        },
      ),
    );
  });
});

describe('wilson', () => {
  it('is as the textbook has it', () => {
    // Newcombe 1998, table I: 81 of 263; 15 of 148; 0 of 20; 1 of 29.
    expect(wilson(81, 263)).toMatchObject({ low: expect.closeTo(0.2553, 4), high: expect.closeTo(0.3662, 4) });
    expect(wilson(15, 148)).toMatchObject({ low: expect.closeTo(0.0624, 4), high: expect.closeTo(0.1605, 4) });
    expect(wilson(0, 20)).toMatchObject({ low: expect.closeTo(0, 9), high: expect.closeTo(0.1611, 4) });
    expect(wilson(1, 29)).toMatchObject({ low: expect.closeTo(0.0061, 4), high: expect.closeTo(0.1718, 4) });
  });

  it('knows nothing of nothing', () => {
    expect(wilson(0, 0)).toEqual({ count: 0, of: 0, low: 0, high: 1 });
  });

  it('holds the share, inside 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5000 }), fc.nat({ max: 5000 }), (a, b) => {
        const [count, of] = [Math.min(a, b), Math.max(a, b, 1)];
        const { low, high } = wilson(count, of);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low - 1e-12).toBeLessThanOrEqual(count / of);
        expect(high + 1e-12).toBeGreaterThanOrEqual(count / of);
      }),
    );
  });
});

/** Every two of so many people are compared so often; who is who's double has one comparison in a hundred at 0.6. */
function show(people: number, perCouple: number, doubles: readonly (readonly [number, number])[] = []): Score[] {
  const scores: Score[] = [];
  for (let a = 0; a < people; a++) {
    scores.push({ a: `p${a}`, b: `p${a}`, likeness: 0.8 });
    for (let b = a + 1; b < people; b++) {
      const isDouble = doubles.some(([x, y]) => x === a && y === b);
      for (let each = 0; each < perCouple; each++) {
        const likeness = isDouble && each % 100 === 0 ? 0.6 : 0.1 + 0.2 * (each / perCouple);
        scores.push({ a: `p${a}`, b: `p${b}`, likeness });
      }
    }
  }
  return scores;
}

describe('calibrateNaming', () => {
  it('says what there is too little of', () => {
    const few = calibrateNaming(tabulateScores(show(4, 600)));
    expect(few).toEqual({
      calibration: null,
      tooFew: { people: 4, comparisons: 3600, leastPeople: LEAST_PEOPLE, leastComparisons: LEAST_COMPARISONS },
    });
    expect(calibrateNaming(tabulateScores(show(10, 60))).tooFew).toMatchObject({ people: 10, comparisons: 2700 });
    expect(calibrateNaming(tabulateScores([])).tooFew).toMatchObject({ people: 0, comparisons: 0 });
  });

  it('does not count somebody who is compared with nobody', () => {
    const lonely = [...show(4, 600), { a: 'x', b: 'x', likeness: 0.9 }];
    expect(calibrateNaming(tabulateScores(lonely)).tooFew).toMatchObject({ people: 4 });
  });

  it('finds the lines of a show without doubles exactly, with no doubt about them', () => {
    // 45 couples of 100: likenesses 0.100, 0.102, … 0.298. One in a thousand of 4,500 is 4; the last bin holds 225.
    const { calibration } = calibrateNaming(tabulateScores(show(10, 100)));
    expect(calibration).toEqual({ people: 10, accept: 0.3, acceptLow: 0.3, acceptHigh: 0.3, ask: 0.3 });
  });

  it('is careful where two people look alike: with them drawn more often, the line is higher', () => {
    // 4 of 4,500 comparisons at 0.6 are fewer than one in a thousand; the same couple drawn twice is more.
    const table = tabulateScores(
      show(10, 100, [
        [0, 1],
        [2, 3],
        [4, 5],
        [6, 7],
      ]),
    );
    const { calibration } = calibrateNaming(table);
    expect(lineAt(table.different, 1e-3)).toBeCloseTo(0.3, 9);
    expect(calibration?.acceptLow).toBeCloseTo(0.3, 9);
    expect(calibration?.accept).toBeCloseTo(0.61, 9);
    expect(calibration?.ask).toBeCloseTo(0.3, 9);
    expect(shareFrom(table.different, 0.61).count).toBe(0);
    expect(shareFrom(table.different, 0.6).count).toBe(4);
    expect(shareFrom(table.same, 0.61)).toMatchObject({ count: 10, of: 10 });
  });

  it('gives the same lines for the same table, in order, and at most one in a thousand reaches the accept line', () => {
    const likeness = fc.double({ min: -0.4, max: 0.7, noNaN: true });
    fc.assert(
      fc.property(fc.array(likeness, { minLength: 80, maxLength: 80 }), (noise) => {
        const scores = show(9, 90).map((score, index) =>
          score.a === score.b ? score : { ...score, likeness: noise[(index * 31) % noise.length] ?? 0 },
        );
        const table = tabulateScores(scores);
        const { calibration } = calibrateNaming(table);
        expect(calibrateNaming(table).calibration).toEqual(calibration);
        if (!calibration) throw new Error('There is enough.');
        expect(calibration.ask).toBeLessThanOrEqual(calibration.accept);
        expect(calibration.acceptLow).toBeLessThanOrEqual(calibration.acceptHigh);
        const { count, of } = shareFrom(table.different, calibration.accept);
        expect(count / of).toBeLessThanOrEqual(1e-3);
      }),
      { numRuns: 25 },
    );
  });
});
