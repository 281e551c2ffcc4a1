import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Batchable } from './batch-segments.ts';
import { keptSegments } from './hand-over.ts';

/** Ten frames each. */
const batch = (costs: readonly number[]): readonly Batchable[] =>
  costs.map((cost, index) => ({ amount: 10, cost, start: index, end: index + 1 }));

describe('keptSegments', () => {
  it('gives the later half away, less what it costs to get there', () => {
    // At the middle of the second: 500 + 1000 stay, 2000 go.
    expect(keptSegments(batch([1000, 1000, 1000, 1000, 1000]), 15)).toBe(3);
    expect(keptSegments(batch([1000, 1000, 1000, 1000, 1000, 1000]), 15)).toBe(4);
  });

  it('leaves what has been begun, and what is done', () => {
    expect(keptSegments(batch([9000, 9000]), 0)).toBe(1);
    expect(keptSegments(batch([9000]), 0)).toBeNull();
    expect(keptSegments(batch([9000, 9000]), 10)).toBeNull();
    expect(keptSegments(batch([9000, 9000]), 20)).toBeNull();
  });

  it('lets a little be', () => {
    expect(keptSegments(batch([100, 100, 100, 100]), 0)).toBeNull();
  });

  it('never makes it take longer', () => {
    const costs = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 12 });
    fc.assert(
      fc.property(costs, fc.nat(120), (list, done) => {
        const segments = batch(list);
        const kept = keptSegments(segments, done);
        if (kept === null) return;
        const costOf = (some: readonly Batchable[]): number => some.reduce((sum, { cost }) => sum + cost, 0);
        const given = costOf(segments.slice(kept));
        expect(kept).toBeGreaterThan(Math.floor(done / 10));
        expect(given).toBeGreaterThan(0);
        expect(given + 250).toBeLessThan(costOf(segments.slice(Math.floor(done / 10))));
      }),
    );
  });
});
