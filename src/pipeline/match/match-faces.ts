/**
 * What stands for a face of one result in another. With a face goes the part of its track that is nearer to it than to the
 * track's other faces, and results embed faces at other times, more of them or fewer: so it is that time that is found again,
 * with the faces that the other result has in it, if any.
 */
import { groupBy } from '../screen-time/group-by.ts';
import type { MatchableFace, MatchableResult } from './matchable-result.ts';

/** The time of a face, by the clock of the other result. */
export interface FacePart {
  /** Exclusive. Without another face or track before, or after, the time is open: −Infinity, Infinity. */
  readonly firstSeconds: number;
  readonly lastSeconds: number;
  /** What the face's track became, by falling overlap; never empty. */
  readonly tracks: readonly number[];
  /** The faces of those tracks at that time, ascending; each in the part of one face at most. */
  readonly faces: readonly number[];
}

interface KnownMatches {
  readonly shift: number;
  readonly trackOf: ReadonlyMap<number, readonly number[]>;
}

/** By old face; of tracks without a counterpart, and what lies outside the other video, is missing. */
export function matchFaces(
  from: MatchableResult,
  to: MatchableResult,
  { shift, trackOf }: KnownMatches,
): ReadonlyMap<number, FacePart> {
  const parts = new Map<number, FacePart>();
  const facesOf = groupBy(to.faces, ({ track }) => track);
  const edges = edgesOf(from, trackOf);
  for (const [track, own] of groupBy(from.faces, (face) => face.track)) {
    const tracks = trackOf.get(track) ?? [];
    if (tracks.length === 0) continue;
    const there = tracks.flatMap((each) => facesOf.get(each) ?? []);
    const sorted = own.toSorted((a, b) => a.seconds - b.seconds || a.face - b.face);
    for (const [index, face] of sorted.entries()) {
      const [before, after] = [sorted[index - 1], sorted[index + 1]];
      const firstSeconds = (before ? between(before, face) : (edges.get(track)?.first ?? -Infinity)) + shift;
      const lastSeconds = (after ? between(face, after) : (edges.get(track)?.last ?? Infinity)) + shift;
      if (lastSeconds <= 0 || firstSeconds >= to.duration) continue;
      const isIn = ({ seconds }: MatchableFace): boolean => seconds > firstSeconds && seconds <= lastSeconds;
      const faces = there.filter(isIn).map((each) => each.face);
      parts.set(face.face, { firstSeconds, lastSeconds, tracks, faces: faces.sort((a, b) => a - b) });
    }
  }
  return parts;
}

const between = (one: MatchableFace, other: MatchableFace): number => (one.seconds + other.seconds) / 2;

/** Where the time of a track ends because another one follows, or has gone before, that became the same. */
function edgesOf({ tracks }: MatchableResult, trackOf: KnownMatches['trackOf']) {
  const pairs = tracks.flatMap((track) => (trackOf.get(track.track) ?? []).map((now) => ({ track, now })));
  const edges = new Map<number, { first?: number; last?: number }>();
  for (const joined of groupBy(pairs, ({ now }) => now).values()) {
    const sorted = joined.map(({ track }) => track).sort((a, b) => a.firstSeconds - b.firstSeconds);
    for (const [index, track] of sorted.entries()) {
      const next = sorted[index + 1];
      if (!next) continue;
      const middle = (track.lastSeconds + next.firstSeconds) / 2;
      edges.set(track.track, { ...edges.get(track.track), last: middle });
      edges.set(next.track, { ...edges.get(next.track), first: middle });
    }
  }
  return edges;
}
