/** Proposes where an identity that may be two people is best cut. Nothing is changed: somebody decides. */
import { cosine, meanDirection } from '../embed/vectors.ts';
import type { Embedding } from '../units.ts';

export interface WeighedTrack {
  readonly track: number;
  /** Mean direction of its faces. */
  readonly template: Embedding;
  /** Greater than 0: how much it counts, such as its seconds. */
  readonly weight: number;
}

export interface OutlierCut {
  /** The lighter part, ascending. */
  readonly leaving: readonly number[];
  /** Mean cosine of tracks to the mean of their part, −1 to 1: of all, and after the cut. */
  readonly cohesion: { readonly all: number; readonly staying: number; readonly leaving: number };
  /** Cosine between the means of both parts. */
  readonly likeness: number;
}

/** Two parts whose means are more alike than this are taken for one person: there is nothing to propose. */
const MOST_LIKENESS = 0.6;
const MOST_ROUNDS = 20;

/**
 * Two-means on the sphere (Dhillon and Modha, 2001), begun with the two tracks that are least alike.
 *
 * @returns null when there is nothing to separate.
 */
export function separateOutliers(tracks: readonly WeighedTrack[]): OutlierCut | null {
  const seeds = leastAlike(tracks);
  if (!seeds) return null;
  let [left, right]: readonly [Embedding, Embedding] = seeds;
  let parts = divide(tracks, left, right);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const means = [meanOf(parts.left), meanOf(parts.right)] as const;
    if (!means[0] || !means[1]) return null;
    [left, right] = [means[0], means[1]];
    const next = divide(tracks, left, right);
    const isSettled = next.left.length === parts.left.length && next.left.every((each) => parts.left.includes(each));
    parts = next;
    if (isSettled) break;
  }
  const likeness = cosine(left, right);
  const all = meanOf(tracks);
  if (!all || parts.left.length === 0 || parts.right.length === 0 || likeness > MOST_LIKENESS) return null;
  const isLeftHeavier = weightOf(parts.left) >= weightOf(parts.right);
  const [staying, leaving] = isLeftHeavier ? [parts.left, parts.right] : [parts.right, parts.left];
  const [stayingMean, leavingMean] = isLeftHeavier ? [left, right] : [right, left];
  return {
    leaving: leaving.map(({ track }) => track).sort((a, b) => a - b),
    cohesion: {
      all: cohesionOf(tracks, all),
      staying: cohesionOf(staying, stayingMean),
      leaving: cohesionOf(leaving, leavingMean),
    },
    likeness,
  };
}

/** The track farthest from the mean, and the one farthest from that: all pairs would be too many. */
function leastAlike(tracks: readonly WeighedTrack[]): readonly [Embedding, Embedding] | null {
  const mean = meanOf(tracks);
  if (!mean || tracks.length < 2) return null;
  const first = farthest(tracks, mean);
  const second = first && farthest(tracks, first.template);
  return first && second && first !== second ? [second.template, first.template] : null;
}

const farthest = (tracks: readonly WeighedTrack[], from: Embedding): WeighedTrack | undefined =>
  tracks.reduce<WeighedTrack | undefined>(
    (best, each) => (best && cosine(best.template, from) <= cosine(each.template, from) ? best : each),
    undefined,
  );

function divide(tracks: readonly WeighedTrack[], left: Embedding, right: Embedding) {
  const isLeft = ({ template }: WeighedTrack) => cosine(template, left) >= cosine(template, right);
  return { left: tracks.filter(isLeft), right: tracks.filter((each) => !isLeft(each)) };
}

const weightOf = (tracks: readonly WeighedTrack[]): number => tracks.reduce((sum, { weight }) => sum + weight, 0);

const meanOf = (tracks: readonly WeighedTrack[]): Embedding | null =>
  meanDirection(tracks.map(({ template, weight }) => ({ vector: template, weight })));

const cohesionOf = (tracks: readonly WeighedTrack[], mean: Embedding): number =>
  tracks.reduce((sum, { template, weight }) => sum + weight * cosine(template, mean), 0) / weightOf(tracks);
