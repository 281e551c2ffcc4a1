/** Where the faces of a result are at any time. */
import type { MatchableResult, MatchableTrack, ShareBox } from './matchable-result.ts';

/** A track as a path through time. */
export interface TrackPath {
  readonly track: MatchableTrack;
  /** The time it may be on screen: its sightings and a little around, inside its shot. */
  readonly from: number;
  readonly to: number;
  /** Null outside of that time. */
  at(seconds: number): ShareBox | null;
}

export interface TrackPaths {
  readonly all: readonly TrackPath[];
  /** Those that may be on screen, by track number. */
  at(seconds: number): readonly TrackPath[];
}

/** A sighting stands for the time around it: frames are looked at every 0.07 to 0.33 seconds. */
const AROUND_S = 0.12;
/** Cuts are exact; numbers that went through files differ in the last digits. */
const SAME_TIME_S = 1e-4;

/** Paths of all tracks that have boxes. */
export function trackPaths({ tracks, cuts }: Pick<MatchableResult, 'tracks' | 'cuts'>): TrackPaths {
  const ordered = [...cuts].sort((a, b) => a - b);
  const all = tracks
    .filter(({ boxes }) => boxes.length > 0)
    .map((track) => pathOf(track, ordered))
    .sort((a, b) => a.track.track - b.track.track);
  const bySecond = new Map<number, TrackPath[]>();
  for (const path of all) {
    for (let second = Math.floor(path.from); second <= Math.floor(path.to); second++) {
      const there = bySecond.get(second);
      if (there) there.push(path);
      else bySecond.set(second, [path]);
    }
  }
  return {
    all,
    at: (seconds) =>
      (bySecond.get(Math.floor(seconds)) ?? []).filter(({ from, to }) => from <= seconds && seconds <= to),
  };
}

function pathOf(track: MatchableTrack, cuts: readonly number[]): TrackPath {
  const { firstSeconds, lastSeconds } = track;
  const start = cuts.findLast((cut) => cut <= firstSeconds + SAME_TIME_S) ?? Number.NEGATIVE_INFINITY;
  const end = cuts.find((cut) => cut > lastSeconds + SAME_TIME_S) ?? Number.POSITIVE_INFINITY;
  const from = Math.max(start, firstSeconds - AROUND_S);
  const to = Math.min(end - SAME_TIME_S, lastSeconds + AROUND_S);
  const boxes = [...track.boxes].sort((a, b) => a.seconds - b.seconds);
  return {
    track,
    from,
    to,
    at(seconds) {
      if (seconds < from || seconds > to) return null;
      let low = 0;
      let high = boxes.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((boxes[middle]?.seconds ?? 0) <= seconds) low = middle + 1;
        else high = middle;
      }
      const [before, after] = [boxes[low - 1], boxes[low]];
      if (!before || !after) return before ?? after ?? null;
      return between(before, after, (seconds - before.seconds) / (after.seconds - before.seconds));
    },
  };
}

function between(a: ShareBox, b: ShareBox, share: number): ShareBox {
  const mix = (from: number, to: number): number => from + (to - from) * share;
  return {
    left: mix(a.left, b.left),
    top: mix(a.top, b.top),
    width: mix(a.width, b.width),
    height: mix(a.height, b.height),
  };
}
