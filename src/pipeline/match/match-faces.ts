import { iou } from '../geometry/iou.ts';
import { groupBy } from '../screen-time/group-by.ts';
import type { MatchableFace } from './matchable-result.ts';

/** Runs look at other frames: a face is the one that was seen next, if that is not long before or after … */
const MOST_SECONDS = 0.25;
/** … and at the same place. */
const LEAST_OVERLAP = 0.3;

interface KnownMatches {
  readonly shift: number;
  readonly trackOf: ReadonlyMap<number, readonly number[]>;
}

/** Pairs faces of matched tracks, each at most once on either side: nearest in time first, then best in place. */
export function matchFaces(
  from: readonly MatchableFace[],
  to: readonly MatchableFace[],
  { shift, trackOf }: KnownMatches,
): ReadonlyMap<number, number> {
  const byTrack = groupBy(to, ({ track }) => track);
  const offers = from.flatMap((old) =>
    (trackOf.get(old.track) ?? [])
      .flatMap((track) => byTrack.get(track) ?? [])
      .map((now) => ({
        old: old.face,
        now: now.face,
        // Rounded: frames of two encodings are never at quite the same time.
        away: Math.round(Math.abs(now.seconds - old.seconds - shift) * 100),
        overlap: iou(old.box, now.box),
      }))
      .filter(({ away, overlap }) => away <= MOST_SECONDS * 100 && overlap >= LEAST_OVERLAP),
  );
  offers.sort((a, b) => a.away - b.away || b.overlap - a.overlap || a.old - b.old || a.now - b.now);
  const faceOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { old, now } of offers) {
    if (faceOf.has(old) || taken.has(now)) continue;
    faceOf.set(old, now);
    taken.add(now);
  }
  return faceOf;
}
