/** What a number is made of. */
import type { ScreenTimeRowShape } from '../../../server/contract/screen-time.ts';

export type Receipt = ScreenTimeRowShape['receipts'][number];

/** The time in which both are on screen, shot by shot. */
export function sharedSpans(left: readonly Receipt[], right: readonly Receipt[]): readonly Receipt[] {
  const byShot = new Map<number, Receipt[]>();
  for (const each of right) byShot.set(each.shot, [...(byShot.get(each.shot) ?? []), each]);
  return left
    .flatMap((a) =>
      (byShot.get(a.shot) ?? []).map((b) => ({
        startSeconds: Math.max(a.startSeconds, b.startSeconds),
        endSeconds: Math.min(a.endSeconds, b.endSeconds),
        shot: a.shot,
        tracks: [...a.tracks, ...b.tracks].toSorted((one, other) => one - other),
      })),
    )
    .filter(({ startSeconds, endSeconds }) => endSeconds > startSeconds)
    .toSorted((a, b) => a.startSeconds - b.startSeconds);
}

/** The time in which any is on screen, shot by shot. */
export function unionSpans(spans: readonly Receipt[]): readonly Receipt[] {
  const joined: Receipt[] = [];
  for (const span of spans.toSorted((a, b) => a.shot - b.shot || a.startSeconds - b.startSeconds)) {
    const last = joined.at(-1);
    if (!last || last.shot !== span.shot || span.startSeconds > last.endSeconds) joined.push(span);
    else {
      const tracks = [...new Set([...last.tracks, ...span.tracks])].toSorted((one, other) => one - other);
      joined[joined.length - 1] = { ...last, endSeconds: Math.max(last.endSeconds, span.endSeconds), tracks };
    }
  }
  return joined.toSorted((a, b) => a.startSeconds - b.startSeconds);
}

export const lengthOf = ({ startSeconds, endSeconds }: Receipt): number => endSeconds - startSeconds;

/** Spans that touch, at a cut, are one stretch of time. */
const TOUCH_SECONDS = 1e-6;

/** When the longest time without a break begins, in seconds; null: there is none. */
export function longestStart(receipts: readonly Receipt[]): number | null {
  let best: { start: number; length: number } | null = null;
  let stretch = { start: 0, end: Number.NEGATIVE_INFINITY };
  for (const { startSeconds, endSeconds } of receipts.toSorted((a, b) => a.startSeconds - b.startSeconds)) {
    if (startSeconds <= stretch.end + TOUCH_SECONDS) stretch.end = Math.max(stretch.end, endSeconds);
    else stretch = { start: startSeconds, end: endSeconds };
    const length = stretch.end - stretch.start;
    if (best === null || length > best.length + TOUCH_SECONDS) best = { start: stretch.start, length };
  }
  return best?.start ?? null;
}
