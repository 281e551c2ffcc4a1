/** That two identities which the clustering left apart are one person, from the cosine of their mean looks. */

/** What is known of a show's own faces: cosines of tracks of one person, and of two. */
export interface LikenessSamples {
  readonly same: readonly number[];
  readonly different: readonly number[];
}

/**
 * For the bundled embedder, see `DEFAULT_CLUSTERING`: different people stay below .40, one person mostly lies above. Pairs
 * that are asked about are those the clustering did not join, so the even chance lies close to its line.
 */
const MIDDLE = 0.37;
const WIDTH = 0.05;
/** With fewer samples of either kind the general rule is better. */
const LEAST_SAMPLES = 30;

export const probabilitySame = (likeness: number): number => 1 / (1 + Math.exp((MIDDLE - likeness) / WIDTH));

/**
 * The same from the show's own data: the middle lies where as large a share of the one kind is below as of the other kind
 * above. Too few samples, or such that lie apart the wrong way round, leave the general rule.
 */
export function calibrateProbability({ same, different }: LikenessSamples): (likeness: number) => number {
  if (same.length < LEAST_SAMPLES || different.length < LEAST_SAMPLES) return probabilitySame;
  const [low, high] = [different.toSorted((a, b) => a - b), same.toSorted((a, b) => a - b)];
  const middle = crossing(low, high);
  if (middle === null) return probabilitySame;
  return (likeness) => 1 / (1 + Math.exp((middle - likeness) / WIDTH));
}

/** Never far from the general rule: samples are only as good as the tracks they come from. */
const MOST_SHIFT = 0.08;

function crossing(different: readonly number[], same: readonly number[]): number | null {
  const median = (values: readonly number[]) => values[values.length >> 1] ?? 0;
  if (median(same) <= median(different)) return null;
  for (const line of different.toReversed()) {
    const above = different.filter((value) => value >= line).length / different.length;
    const below = same.filter((value) => value < line).length / same.length;
    if (above >= below) return Math.min(MIDDLE + MOST_SHIFT, Math.max(MIDDLE - MOST_SHIFT, line));
  }
  return null;
}
