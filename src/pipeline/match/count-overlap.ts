/** How long each track of one result lies on each track of another. */
import { iou } from '../geometry/iou.ts';
import { likenessOf, lookApart } from './matchable-result.ts';
import type { TrackPath, TrackPaths } from './track-paths.ts';

export interface TrackOverlap {
  readonly old: TrackPath;
  readonly now: TrackPath;
  /** Seconds at the same place, each moment given to one pair. */
  readonly seconds: number;
  /** Seconds in which both are on screen. */
  readonly together: number;
  /** Seconds in which they would have been one, if they did not look like two people. */
  readonly vetoed: number;
}

export interface OverlapInput {
  readonly old: TrackPaths;
  readonly now: TrackPaths;
  /** Added to a time of the old, it is the time in the new. */
  readonly shift: number;
  /** Length of the new video. */
  readonly duration: number;
}

const STEP_S = 0.05;
/** Intersection over union from which two boxes can be one face: detectors differ, and faces move between looks. */
const LEAST_OVERLAP = 0.2;
/** How much a look counts beside the place, where two faces are near. */
const LOOK_WEIGHT = 0.25;

interface Pair {
  readonly old: TrackPath;
  readonly now: TrackPath;
  readonly isApart: boolean;
  /** What the looks add to the overlap. */
  readonly bonus: number;
  seconds: number;
  together: number;
  vetoed: number;
}

/** All pairs that share at least a moment on screen. At every moment a face is one face: the best pairs come first. */
export function countOverlap({ old, now, shift, duration }: OverlapInput): readonly TrackOverlap[] {
  const pairs = new Map<string, Pair>();
  const pairOf = (a: TrackPath, b: TrackPath): Pair => {
    const key = `${a.track.track} ${b.track.track}`;
    let pair = pairs.get(key);
    if (!pair) {
      const bonus = LOOK_WEIGHT * (likenessOf(a.track, b.track) ?? 0);
      pair = { old: a, now: b, isApart: lookApart(a.track, b.track), bonus, seconds: 0, together: 0, vetoed: 0 };
      pairs.set(key, pair);
    }
    return pair;
  };
  for (let step = 0; step * STEP_S < duration; step++) {
    const seconds = step * STEP_S;
    const theirs = now.at(seconds);
    if (theirs.length > 0) countMoment(old.at(seconds - shift), theirs, { seconds, shift, pairOf });
  }
  return [...pairs.values()];
}

interface Moment {
  readonly seconds: number;
  readonly shift: number;
  readonly pairOf: (a: TrackPath, b: TrackPath) => Pair;
}

function countMoment(
  mine: readonly TrackPath[],
  theirs: readonly TrackPath[],
  { seconds, shift, pairOf }: Moment,
): void {
  const offers: { pair: Pair; value: number }[] = [];
  for (const a of mine) {
    const box = a.at(seconds - shift);
    for (const b of theirs) {
      const there = b.at(seconds);
      if (!box || !there) continue;
      const pair = pairOf(a, b);
      pair.together += STEP_S;
      const overlap = iou(box, there);
      if (overlap < LEAST_OVERLAP) continue;
      if (pair.isApart) pair.vetoed += STEP_S;
      else offers.push({ pair, value: overlap + pair.bonus });
    }
  }
  offers.sort((x, y) => y.value - x.value || byNumbers(x.pair, y.pair));
  const taken = new Set<TrackPath>();
  for (const { pair } of offers) {
    if (taken.has(pair.old) || taken.has(pair.now)) continue;
    taken.add(pair.old).add(pair.now);
    pair.seconds += STEP_S;
  }
}

/** Order of pairs that are equal otherwise. */
export const byNumbers = (x: Pick<TrackOverlap, 'old' | 'now'>, y: Pick<TrackOverlap, 'old' | 'now'>): number =>
  x.old.track.track - y.old.track.track || x.now.track.track - y.now.track.track;
