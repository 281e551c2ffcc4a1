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
        tracks: [...a.tracks, ...b.tracks],
      })),
    )
    .filter(({ startSeconds, endSeconds }) => endSeconds > startSeconds)
    .toSorted((a, b) => a.startSeconds - b.startSeconds);
}

export const lengthOf = ({ startSeconds, endSeconds }: Receipt): number => endSeconds - startSeconds;

/** The longest; null: there is none. */
export const longestOf = (receipts: readonly Receipt[]): Receipt | null =>
  receipts.reduce<Receipt | null>(
    (best, each) => (best === null || lengthOf(each) > lengthOf(best) ? each : best),
    null,
  );
