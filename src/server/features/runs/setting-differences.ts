import type { Comparison } from '../../contract/runs.ts';

/** Where two settings differ, by their paths in alphabetical order. What only one of them has is null in the other. */
export function settingDifferences(left: unknown, right: unknown): Comparison['settings'] {
  const [a, b] = [new Map(leaves(left, '')), new Map(leaves(right, ''))];
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort()
    .map((path) => ({ path, left: a.get(path) ?? null, right: b.get(path) ?? null }))
    .filter((each) => each.left !== each.right);
}

function leaves(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`));
}
