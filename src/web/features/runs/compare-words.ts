/** A comparison of two runs in words and shares. */
import type { Comparison } from '../../../server/contract/runs.ts';

type Row = Comparison['rows'][number];

/** Differences below this are rounding. Seconds. */
const NOTHING = 0.05;

/** `+2.3 s`, `−12.0 s`, `same`. @param seconds right less left. */
export function formatDifference(seconds: number): string {
  if (Math.abs(seconds) < NOTHING) return 'same';
  return `${seconds > 0 ? '+' : '−'}${Math.abs(seconds).toFixed(1)} s`;
}

/** A name, else the numbers that the runs gave: `Person 3`, `Person 3 · 5`. */
export function nameOfRow({ name, left, right }: Pick<Row, 'name' | 'left' | 'right'>): string {
  if (name !== null) return name;
  const numbers = [left, right].map((side) => side?.identities.join(', ')).filter((each) => each !== undefined);
  return `Person ${[...new Set(numbers)].join(' · ')}`;
}

/** How one knows that it is the same person. */
export function matchText({ matchedBy, left }: Pick<Row, 'matchedBy' | 'left'>): string {
  if (matchedBy === 'none') return left === null ? 'only on the right' : 'only on the left';
  return matchedBy === 'name' ? 'by name' : 'seen at the same times';
}

/** How far the runs are apart: the sum of all differences, whatever their sign. Seconds. */
export const totalDifference = (rows: readonly Pick<Row, 'difference'>[]): number =>
  rows.reduce((sum, { difference }) => sum + Math.abs(difference), 0);
