/**
 * What it says about two faces that they were in one frame. Mostly they are two people, but not for sure: a mirror, a divided
 * picture or a screen shows one person twice, and so do a few frames of a wipe or a dissolve.
 */
import { twiceIn } from './conflicts.ts';
import type { MachineTrack } from './machine-result.ts';
import type { ReviewState } from './review-state.ts';

/** Two tracks of one frame, and for how many seconds both are on screen. */
export interface TracksTogether {
  readonly tracks: readonly [number, number];
  readonly seconds: number;
}

export interface SeenTogether {
  /** Seconds that two identities were seen together, by their pair as `keyOfPair` has it. */
  readonly seenTogether: ReadonlyMap<string, number>;
  /** The same of a track and an identity: `track identity`. */
  readonly trackSeenWith: ReadonlyMap<string, number>;
  /** Pairs of tracks that one identity has, by its number: somebody put them together, and one of the two may be wrong. */
  readonly twiceInOne: ReadonlyMap<number, readonly TracksTogether[]>;
}

/**
 * How much likelier it is that one person is seen twice so long than that two people are: a single frame hardly speaks for
 * two people, since cuts that are not clean look like that. Long together, it is one in a hundred.
 */
const AT_ONCE = 0.5;
const LONG = 0.01;
/** Seconds in which what is not a clean cut is over, by and large. */
const BRIEFLY = 0.2;

/** By Bayes' rule. @param seconds undefined: they were never seen together. */
export function afterSeenTogether(probability: number, seconds: number | undefined): number {
  if (seconds === undefined) return probability;
  const ratio = LONG + (AT_ONCE - LONG) * Math.exp(-seconds / BRIEFLY);
  return (probability * ratio) / (probability * ratio + 1 - probability);
}

export const keyOfPair = (one: number, other: number): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

/** Pairs of tracks that share a frame, by time. */
export function findTogether(state: ReviewState): readonly TracksTogether[] {
  const tracks = new Map(state.machine.tracks.map((track) => [track.track, track]));
  return twiceIn(state).map((pair) => ({ tracks: pair, seconds: secondsOf(tracks.get(pair[0]), tracks.get(pair[1])) }));
}

const secondsOf = (one: MachineTrack | undefined, other: MachineTrack | undefined): number =>
  one && other
    ? Math.max(0, Math.min(one.lastSeconds, other.lastSeconds) - Math.max(one.firstSeconds, other.firstSeconds))
    : 0;

/** Whose the tracks are now; what is no face was seen with nobody. */
export function whoIsTogether(
  together: readonly TracksTogether[],
  { ownerOf, notFaces }: Pick<ReviewState, 'ownerOf' | 'notFaces'>,
): SeenTogether {
  const seenTogether = new Map<string, number>();
  const trackSeenWith = new Map<string, number>();
  const twiceInOne = new Map<number, TracksTogether[]>();
  const add = (to: Map<string, number>, key: string, seconds: number) => to.set(key, (to.get(key) ?? 0) + seconds);
  for (const both of together) {
    const { tracks, seconds } = both;
    const [one, other] = tracks;
    if (notFaces.has(one) || notFaces.has(other)) continue;
    const [first, second] = [ownerOf.get(one), ownerOf.get(other)];
    if (first && first === second) {
      twiceInOne.set(first, [...(twiceInOne.get(first) ?? []), both]);
      continue;
    }
    if (second) add(trackSeenWith, `${one} ${second}`, seconds);
    if (first) add(trackSeenWith, `${other} ${first}`, seconds);
    if (first && second) add(seenTogether, keyOfPair(first, second), seconds);
  }
  return { seenTogether, trackSeenWith, twiceInOne };
}
