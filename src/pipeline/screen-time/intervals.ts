/**
 * Algebra of half-open time intervals [start, end). A "set" is a list of intervals sorted by start that neither overlap
 * nor touch and all have a positive length; every function returns sets and, but for {@link union}, takes sets.
 */
import type { Interval } from '../records.ts';
import { type Seconds, seconds } from '../units.ts';

/** The set of all moments in any of the intervals, given in any order. Overlapping and touching ones become one. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = intervals.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || a.end - b.end);
  const merged: { start: Seconds; end: Seconds }[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last === undefined || start > last.end) merged.push({ start, end });
    else if (end > last.end) last.end = end;
  }
  return merged;
}

/** Seconds in a set (of a plain list: the sum of its lengths). */
export function total(intervals: readonly Interval[]): Seconds {
  return seconds(intervals.reduce((sum, { start, end }) => sum + (end - start), 0));
}

/** The moments that are in both sets. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  const shared: Interval[] = [];
  let i = 0;
  let j = 0;
  for (let left = a[i], right = b[j]; left !== undefined && right !== undefined; left = a[i], right = b[j]) {
    const start = seconds(Math.max(left.start, right.start));
    const end = seconds(Math.min(left.end, right.end));
    if (end > start) shared.push({ start, end });
    if (left.end < right.end) i++;
    else j++;
  }
  return shared;
}

/** The moments of `a` that are not in `b`. */
export function subtract(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  const rest: Interval[] = [];
  let j = 0;
  for (const { start, end } of a) {
    let from = start;
    while ((b[j]?.end ?? Number.POSITIVE_INFINITY) <= from) j++;
    for (let k = j, hole = b[k]; hole !== undefined && hole.start < end; hole = b[++k]) {
      if (hole.start > from) rest.push({ start: from, end: hole.start });
      from = seconds(Math.max(from, hole.end));
    }
    if (from < end) rest.push({ start: from, end });
  }
  return rest;
}

/** The part of a set that lies inside `bounds`. */
export function clamp(intervals: readonly Interval[], bounds: Interval): readonly Interval[] {
  return intersect(intervals, union([bounds]));
}
