/** What two results of one material have to tell so that tracks and faces of the one are found in the other. */
import type { Embedding } from '../units.ts';

/** A box in shares of the picture: `left` and `width` of its width, `top` and `height` of its height; so any size compares. */
export interface ShareBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** All times are seconds since the first decoded frame of the result's own video. */
export interface MatchableTrack {
  readonly track: number;
  /** First and last sighting. */
  readonly firstSeconds: number;
  readonly lastSeconds: number;
  /** Where the face was at some times, in any order; between them it is taken to move evenly. Without any, nothing matches. */
  readonly boxes: readonly (ShareBox & { readonly seconds: number })[];
  /** How the face looks (see `describeTrack`), and the SHA-256 of the network that says so; only equal networks compare. */
  readonly template: Embedding | null;
  readonly model: string | null;
}

export interface MatchableFace {
  readonly face: number;
  readonly track: number;
  readonly seconds: number;
  readonly box: ShareBox;
}

export interface MatchableResult {
  /** Numbered by `track`, each number once. */
  readonly tracks: readonly MatchableTrack[];
  readonly faces: readonly MatchableFace[];
  /** Where shots start, ascending. */
  readonly cuts: readonly number[];
  /** Length of the video. */
  readonly duration: number;
}

/** Cosine from which two looks of the same network are not two people for sure. */
const MAYBE_ONE = 0.2;

/** Cosine of two tracks' looks, −1 to 1; null where they cannot be compared. */
export function likenessOf(a: MatchableTrack, b: MatchableTrack): number | null {
  if (!a.template || !b.template || a.model === null || a.model !== b.model) return null;
  let sum = 0;
  for (let i = 0; i < a.template.length; i++) sum += (a.template[i] ?? 0) * (b.template[i] ?? 0);
  return sum;
}

/** Whether two tracks look like two people. What cannot be compared does not. */
export function lookApart(a: MatchableTrack, b: MatchableTrack): boolean {
  const likeness = likenessOf(a, b);
  return likeness !== null && likeness < MAYBE_ONE;
}
