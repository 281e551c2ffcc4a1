/** How seconds add up over the episode: one broken line per person. All in seconds. */
import type { Interval } from '../player/spans.ts';

/** Rising in both: at time `at`, `total` seconds have been counted. Straight in between. */
export interface Step {
  readonly at: number;
  readonly total: number;
}

/** From the beginning of the range to its end. Spans that overlap count each, as they do in the table. */
export function cumulativeOf(spans: readonly Interval[], { start, end }: Interval): readonly Step[] {
  const edges = spans
    .flatMap((span) => [
      { at: Math.min(Math.max(span.start, start), end), slope: 1 },
      { at: Math.min(Math.max(span.end, start), end), slope: -1 },
    ])
    .toSorted((a, b) => a.at - b.at);
  const steps: Step[] = [{ at: start, total: 0 }];
  let slope = 0;
  for (const edge of [...edges, { at: end, slope: 0 }]) {
    const last = steps.at(-1)!;
    if (edge.at > last.at) steps.push({ at: edge.at, total: last.total + slope * (edge.at - last.at) });
    slope += edge.slope;
  }
  return steps;
}

/** Seconds counted until then. */
export function totalAt(steps: readonly Step[], at: number): number {
  const next = steps.findIndex((step) => step.at >= at);
  if (next === 0) return steps[0]!.total;
  if (next < 0) return steps.at(-1)?.total ?? 0;
  const [left, right] = [steps[next - 1]!, steps[next]!];
  return left.total + ((right.total - left.total) * (at - left.at)) / (right.at - left.at);
}

const NICE = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

/** Round times from 0 on for an axis, at most so many steps apart. */
export function ticksOf(end: number, most: number): readonly number[] {
  const step = NICE.find((each) => end / each <= most) ?? Math.ceil(end / most / 3600) * 3600;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
}
