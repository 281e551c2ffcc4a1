import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveAssignment } from './assignment.ts';

/** Most pairs and least cost by trying everything: each row takes a free column or none. */
function bruteForce(
  cost: readonly number[][],
  row = 0,
  taken: readonly number[] = [],
): { pairs: number; total: number } {
  const costs = cost[row];
  if (costs === undefined) return { pairs: 0, total: 0 };
  let best = bruteForce(cost, row + 1, taken);
  costs.forEach((value, column) => {
    if (value === Infinity || taken.includes(column)) return;
    const rest = bruteForce(cost, row + 1, [...taken, column]);
    const here = { pairs: rest.pairs + 1, total: rest.total + value };
    if (here.pairs > best.pairs || (here.pairs === best.pairs && here.total < best.total)) best = here;
  });
  return best;
}

const matrixOf = (value: fc.Arbitrary<number>) =>
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(value, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    );

describe('solveAssignment', () => {
  it('takes 1 + 2 + 2 where the greedy choice of the two zeros costs 9', () => {
    const cost = [
      [4, 1, 3],
      [2, 0, 5],
      [3, 2, 2],
    ];
    expect(solveAssignment(cost)).toEqual([
      { row: 0, column: 1 },
      { row: 1, column: 0 },
      { row: 2, column: 2 },
    ]);
  });

  it('reads Float64Array rows, more rows than columns, and nothing at all', () => {
    expect(solveAssignment([new Float64Array([5]), new Float64Array([2]), new Float64Array([9])])).toEqual([
      { row: 1, column: 0 },
    ]);
    expect(solveAssignment([])).toEqual([]);
    expect(solveAssignment([[], []])).toEqual([]);
  });

  it('never returns a forbidden pair, and prefers two dear pairs to one cheap one', () => {
    expect(
      solveAssignment([
        [0, 100],
        [100, Infinity],
      ]),
    ).toEqual([
      { row: 0, column: 1 },
      { row: 1, column: 0 },
    ]);
    expect(solveAssignment([[Infinity], [Infinity]])).toEqual([]);
  });

  it('refuses rows of different lengths and costs that are no costs', () => {
    expect(() => solveAssignment([[1, 2], [3]])).toThrow(RangeError);
    expect(() => solveAssignment([[Number.NaN]])).toThrow(RangeError);
    expect(() => solveAssignment([[-Infinity]])).toThrow(RangeError);
  });

  it('is as good as trying everything, one-to-one, on any small matrix', () => {
    const value = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -9, max: 9 }) }, fc.constant(Infinity));
    fc.assert(
      fc.property(matrixOf(value), (cost) => {
        const pairs = solveAssignment(cost);
        expect(new Set(pairs.map((pair) => pair.row)).size).toBe(pairs.length);
        expect(new Set(pairs.map((pair) => pair.column)).size).toBe(pairs.length);
        const total = pairs.reduce((sum, pair) => sum + (cost[pair.row]?.[pair.column] ?? Number.NaN), 0);
        expect({ pairs: pairs.length, total }).toEqual(bruteForce(cost));
      }),
      { numRuns: 300 },
    );
  });

  it('costs the same when rows and columns change places', () => {
    const total = (cost: readonly number[][]) =>
      solveAssignment(cost).reduce((sum, pair) => sum + (cost[pair.row]?.[pair.column] ?? Number.NaN), 0);
    fc.assert(
      fc.property(matrixOf(fc.integer({ min: 0, max: 1000 })), (cost) => {
        const turned = (cost[0] ?? []).map((_, column) => cost.map((row) => row[column] ?? 0));
        expect(total(turned)).toBe(total(cost));
      }),
    );
  });
});
