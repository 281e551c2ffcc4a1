import type { Sort } from './screen-time-view.ts';
import type { Subject } from './subjects.ts';

export type Order = 'ascending' | 'descending';

const VALUES: Readonly<Record<Exclude<Sort, 'name'>, (subject: Subject) => number | null>> = {
  seconds: ({ row }) => row.seconds,
  first: ({ row }) => row.firstSeconds,
  last: ({ row }) => row.lastSeconds,
  shots: ({ row }) => row.shots,
  longest: ({ row }) => row.longestSeconds,
  confidence: ({ row }) => row.confidence,
};

/** The order people expect at the first click: names and times from the beginning, amounts from the largest. */
export const firstOrder = (sort: Sort): Order =>
  sort === 'name' || sort === 'first' || sort === 'last' ? 'ascending' : 'descending';

/** The unattributed stay last, whatever is asked; who has no value stands before them. */
export function sortSubjects(subjects: readonly Subject[], sort: Sort, order: Order): readonly Subject[] {
  const sign = order === 'ascending' ? 1 : -1;
  const compare = (a: Subject, b: Subject): number => {
    if (a.isUnattributed !== b.isUnattributed) return a.isUnattributed ? 1 : -1;
    if (sort === 'name') return sign * a.name.localeCompare(b.name, 'en', { numeric: true });
    const [left, right] = [VALUES[sort](a), VALUES[sort](b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  };
  return subjects.toSorted(compare);
}
