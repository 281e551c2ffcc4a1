/**
 * Finds the tracks and faces of one result of a material in another: other settings, other models, another encoding, a
 * trimmed video.
 *
 * A track is where it was at the same time: it is given to the tracks that lie on it while both are on screen. It may have
 * become several, or one with others. It is never given to two people (seen at the same time, or not alike at all), nor are
 * two people given to one track: the longer overlap wins, the rest is told.
 */
import { byNumbers, countOverlap, type TrackOverlap } from './count-overlap.ts';
import { estimateShift, type TimeShift } from './estimate-shift.ts';
import { type FacePart, matchFaces } from './match-faces.ts';
import { lookApart, type MatchableResult, type MatchableTrack } from './matchable-result.ts';
import { trackPaths } from './track-paths.ts';

export type UnmatchedReason =
  /** The video shows other material, or nothing by which to tell. */
  | 'another-video'
  /** Its time was cut off. */
  | 'outside-the-video'
  /** Nobody was found at its place. */
  | 'no-face-there'
  /** At its place is somebody else, or somebody who is taken by another track. */
  | 'two-people-there';

export interface UnmatchedTrack {
  readonly track: number;
  readonly reason: UnmatchedReason;
}

export interface TrackMatching {
  /** Added to a time of the old result, it is the time in the new one; 0 where the material is another. */
  readonly shiftSeconds: number;
  /** How well the two results agree, 0–1; 0 where the material is another. */
  readonly trust: number;
  /** By old track, the new ones by falling overlap; old tracks without a counterpart are missing. */
  readonly trackOf: ReadonlyMap<number, readonly number[]>;
  /** By old face, the time in the new result that goes with it. */
  readonly partOf: ReadonlyMap<number, FacePart>;
  /** The old tracks that are missing above, ascending. */
  readonly unmatched: readonly UnmatchedTrack[];
  /** Where tracks lie on each other but not all can be one person: by falling overlap. */
  readonly withheld: readonly WithheldPair[];
}

/** An old track that lies on a new one for a while and was not given to it. */
export interface WithheldPair {
  readonly track: number;
  readonly now: number;
  /** Which of the two holds two people: for longer the old one lies on somebody else, or on the new one lies somebody else. */
  readonly mixed: 'old' | 'new';
}

/** Tracks that lie on each other for this share of the time that both are on screen are one … */
const SAME_PLACE_SHARE = 0.5;
/** … if that is no mere moment: seconds, or share of the shorter one. */
const LEAST_SECONDS = 0.5;
const LEAST_SHARE = 0.25;
/** Seconds and share of a track that must be left of it in a trimmed video. */
const LEFT_SECONDS = 0.5;
const LEFT_SHARE = 0.5;
/** Two tracks that are on screen together for longer are two faces. */
const SEEN_TOGETHER_S = 0.05;

/** @param shift where it is known already; null: the material is another. */
export function matchTracks(
  from: MatchableResult,
  to: MatchableResult,
  shift: TimeShift | null = estimateShift(from, to),
): TrackMatching {
  if (!shift) return nothingMatches(from);
  const input = { old: trackPaths(from), now: trackPaths(to), shift: shift.seconds, duration: to.duration };
  const overlaps = countOverlap(input);
  const { given, withheld } = give(overlaps.filter((overlap) => isSamePlace(overlap)));
  const trackOf = new Map<number, number[]>();
  for (const { old, now } of given) {
    const { track } = old.track;
    trackOf.set(track, [...(trackOf.get(track) ?? []), now.track.track]);
  }
  const others = [...withheld, ...overlaps.filter(({ vetoed }) => vetoed > 0)];
  const rivalled = new Set(others.map(({ old }) => old.track.track));
  const unmatched = from.tracks
    .filter(({ track }) => !trackOf.has(track))
    .map((track) => ({ track: track.track, reason: reasonFor(track, rivalled, input) }))
    .sort((a, b) => a.track - b.track);
  return {
    shiftSeconds: shift.seconds,
    trust: shift.trust,
    trackOf,
    partOf: matchFaces(from, to, { shift: shift.seconds, trackOf }),
    unmatched,
    withheld: withheld.map(({ old, now, mixed }) => ({ track: old.track.track, now: now.track.track, mixed })),
  };
}

function nothingMatches({ tracks }: MatchableResult): TrackMatching {
  const unmatched = tracks.map(({ track }) => ({ track, reason: 'another-video' as const }));
  return { shiftSeconds: 0, trust: 0, trackOf: new Map(), partOf: new Map(), unmatched, withheld: [] };
}

function isSamePlace({ old, now, seconds, together }: TrackOverlap): boolean {
  const shorter = Math.min(old.to - old.from, now.to - now.from);
  const enough = Math.min(LEAST_SECONDS, LEAST_SHARE * shorter);
  return seconds > 0 && seconds >= SAME_PLACE_SHARE * together && seconds >= enough;
}

/** Longest overlap first; what would make two people of a track, or one track of two people, is withheld. */
function give(overlaps: readonly TrackOverlap[]) {
  const given: TrackOverlap[] = [];
  const withheld: (TrackOverlap & Pick<WithheldPair, 'mixed'>)[] = [];
  for (const overlap of overlaps.toSorted((x, y) => y.seconds - x.seconds || byNumbers(x, y))) {
    const isOldElsewhere = given.some(({ old, now }) => old === overlap.old && areTwo(now.track, overlap.now.track));
    const isNowTaken = given.some(({ old, now }) => now === overlap.now && areTwo(old.track, overlap.old.track));
    if (isOldElsewhere) withheld.push({ ...overlap, mixed: 'old' });
    else if (isNowTaken) withheld.push({ ...overlap, mixed: 'new' });
    else given.push(overlap);
  }
  return { given, withheld };
}

/** Whether two tracks of one result are two people for sure. */
function areTwo(a: MatchableTrack, b: MatchableTrack): boolean {
  const together = Math.min(a.lastSeconds, b.lastSeconds) - Math.max(a.firstSeconds, b.firstSeconds);
  return together > SEEN_TOGETHER_S || lookApart(a, b);
}

function reasonFor(
  { track, firstSeconds, lastSeconds }: MatchableTrack,
  rivalled: ReadonlySet<number>,
  { shift, duration }: { shift: number; duration: number },
): UnmatchedReason {
  const left = Math.min(duration, lastSeconds + shift) - Math.max(0, firstSeconds + shift);
  const whole = lastSeconds - firstSeconds;
  if (left < 0 || (left < LEFT_SECONDS && left < LEFT_SHARE * whole)) return 'outside-the-video';
  return rivalled.has(track) ? 'two-people-there' : 'no-face-there';
}
