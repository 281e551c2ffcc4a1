import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeMostAlike } from './merge-most-alike.ts';

interface World {
  readonly size: number;
  readonly pairs: readonly number[];
  readonly forbidden: readonly boolean[];
}

const world: fc.Arbitrary<World> = fc.integer({ min: 2, max: 9 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    pairs: fc.array(fc.integer({ min: -20, max: 100 }), { minLength: size * size, maxLength: size * size }),
    forbidden: fc.array(fc.boolean(), { minLength: size * size, maxLength: size * size }),
  }),
);

const at = <T>({ size }: World, table: readonly T[], a: number, b: number): T | undefined =>
  table[Math.min(a, b) * size + Math.max(a, b)];

/** Groups with average linkage over a fixed table; forbidden pairs of members forbid their groups. */
function groupsOf(given: World) {
  const groups = new Map(Array.from({ length: given.size }, (_, id) => [id, [id]]));
  const across = (a: number, b: number) =>
    (groups.get(a) ?? []).flatMap((x) => (groups.get(b) ?? []).map((y) => [x, y] as const));
  return {
    groups,
    likeness: (a: number, b: number) => {
      const pairs = across(a, b);
      return pairs.reduce((sum, [x, y]) => sum + (at(given, given.pairs, x, y) ?? 0), 0) / pairs.length;
    },
    mayMerge: (a: number, b: number) => !across(a, b).some(([x, y]) => at(given, given.forbidden, x, y)),
    merge: (a: number, b: number) => {
      groups.set(
        a,
        [...(groups.get(a) ?? []), ...(groups.get(b) ?? [])].sort((x, y) => x - y),
      );
      groups.delete(b);
    },
  };
}

/** The definition: look at all pairs again after every merge. */
function mergeByDefinition(given: World, threshold: number): number[][] {
  const { groups, likeness, mayMerge, merge } = groupsOf(given);
  for (;;) {
    const ids = [...groups.keys()].sort((a, b) => a - b);
    let best: { a: number; b: number; likeness: number } | null = null;
    for (const a of ids) {
      for (const b of ids) {
        if (b <= a || !mayMerge(a, b) || likeness(a, b) <= (best?.likeness ?? -Infinity)) continue;
        best = { a, b, likeness: likeness(a, b) };
      }
    }
    if (!best || best.likeness < threshold) return [...groups.values()];
    merge(best.a, best.b);
  }
}

describe('mergeMostAlike', () => {
  it('gives the groups of the definition, pair by pair', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: -10, max: 80 }), (given, threshold) => {
        const { groups, ...rules } = groupsOf(given);
        mergeMostAlike({ open: new Set(groups.keys()), threshold, ...rules });
        expect([...groups.values()]).toEqual(mergeByDefinition(given, threshold));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves groups alone that do not take part', () => {
    const given = { size: 3, pairs: [0, 90, 90, 0, 0, 90, 0, 0, 0], forbidden: new Array<boolean>(9).fill(false) };
    const { groups, ...rules } = groupsOf(given);
    mergeMostAlike({ open: new Set([0, 2]), threshold: 50, ...rules });
    expect([...groups.values()]).toEqual([[0, 2], [1]]);
  });
});
