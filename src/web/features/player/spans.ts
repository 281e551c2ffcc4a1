/** Stretches of time, as the timeline draws and counts them. Seconds since the first frame. */
import { lastAtOrBelow } from './sorted-search.ts';

export interface Spans {
  /** Rising. */
  readonly starts: Float64Array;
  /** Rising, too: spans do not overlap. Two may touch, at a cut. */
  readonly ends: Float64Array;
}

export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Overlapping ones become one. */
export function spansOf(intervals: readonly Interval[]): Spans {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return {
    starts: Float64Array.from(joined, ({ start }) => start),
    ends: Float64Array.from(joined, ({ end }) => end),
  };
}

/** The span at a time; −1: none. */
export function spanAt({ starts, ends }: Spans, seconds: number): number {
  const index = lastAtOrBelow(starts, seconds);
  return index >= 0 && ends[index]! > seconds ? index : -1;
}

/** Seconds of intervals inside [from, to); intervals that overlap count each. */
export function secondsWithin(intervals: readonly Interval[], from: number, to: number): number {
  return intervals.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);
}

/** Spans nearer to each other than a frame's length are told apart by nobody who looks for the next one. */
const SLACK_SECONDS = 0.002;

/** Start of the first span after a time; null: none. */
export function nextStart(all: readonly Spans[], seconds: number): number | null {
  const found = all.map(({ starts }) => starts[lastAtOrBelow(starts, seconds + SLACK_SECONDS) + 1]);
  const times = found.filter((start) => start !== undefined);
  return times.length === 0 ? null : Math.min(...times);
}

/** Start of the last span that began before a time; null: none. */
export function previousStart(all: readonly Spans[], seconds: number): number | null {
  const found = all.map(({ starts }) => starts[lastAtOrBelow(starts, seconds - SLACK_SECONDS)]);
  const times = found.filter((start) => start !== undefined);
  return times.length === 0 ? null : Math.max(...times);
}

interface Shown {
  /** Seconds at the left edge. */
  readonly start: number;
  readonly secondsPerPixel: number;
  /** Pixels. */
  readonly width: number;
}

/**
 * Tells each block to be drawn, in whole pixels [from, to): only what can be seen. Spans that fall on the same pixel or touch
 * by rounding are one block, unless both are wide enough to show that there are two; every span leaves at least a pixel.
 */
export function forEachBlock(spans: Spans, shown: Shown, draw: (from: number, to: number) => void): void {
  const { starts, ends } = spans;
  const { start: left, secondsPerPixel, width } = shown;
  const last = lastAtOrBelow(starts, left + width * secondsPerPixel);
  let from = Number.NaN;
  let to = Number.NaN;
  for (let index = lastAtOrBelow(ends, left) + 1; index <= last; index++) {
    const x0 = Math.max(0, Math.round((starts[index]! - left) / secondsPerPixel));
    const x1 = Math.max(x0 + 1, Math.min(width, Math.round((ends[index]! - left) / secondsPerPixel)));
    const isApart = !(x0 <= to) || (x0 === to && x1 - x0 >= APART_PIXELS && to - from >= APART_PIXELS);
    if (!isApart) {
      to = Math.max(to, x1);
      continue;
    }
    if (to > from) draw(from, to);
    [from, to] = [x0, x1];
  }
  if (to > from) draw(from, to);
}

const APART_PIXELS = 6;
