/** How alike faces are whose people are known: counted in bins, apart for one person and for two. */

/** Width of a bin, in cosine. Lines are found to this. */
export const BIN_WIDTH = 0.01;
/** From −1 to 1. */
export const BINS = 200;

/** One comparison of two faces, or of a face with somebody's photographs. */
export interface Score {
  /** Whose they are; the same twice where it is one person. */
  readonly a: string;
  readonly b: string;
  /** Cosine, −1 to 1. */
  readonly likeness: number;
}

/** Comparisons between two people. */
export interface Couple {
  /** Indices into {@link ScoreTable.people}, the lesser one first. */
  readonly a: number;
  readonly b: number;
  readonly counts: Uint32Array;
}

export interface ScoreTable {
  readonly people: readonly string[];
  /** Per bin; likewise below. */
  readonly same: Uint32Array;
  readonly different: Uint32Array;
  readonly couples: readonly Couple[];
}

/** Least likeness that falls into a bin; {@link BINS} gives 1. */
export const binStart = (bin: number): number => (bin - BINS / 2) / (BINS / 2);

/** What lies beyond −1 or 1 by rounding counts as lying on it. */
export function binOf(likeness: number): number {
  // A whisker more, so that 0.45 falls into the bin that begins at 0.45.
  const bin = Math.floor((likeness + 1) / BIN_WIDTH + 1e-9);
  return Math.min(BINS - 1, Math.max(0, bin));
}

export function tabulateScores(scores: Iterable<Score>): ScoreTable {
  const numbers = new Map<string, number>();
  const numberOf = (person: string): number => {
    const known = numbers.get(person);
    if (known !== undefined) return known;
    numbers.set(person, numbers.size);
    return numbers.size - 1;
  };
  const [same, different] = [new Uint32Array(BINS), new Uint32Array(BINS)];
  const couples = new Map<string, Couple>();
  for (const { a, b, likeness } of scores) {
    const [first, second] = [numberOf(a), numberOf(b)].sort((x, y) => x - y) as [number, number];
    const bin = binOf(likeness);
    if (first === second) {
      count(same, bin);
      continue;
    }
    count(different, bin);
    const key = `${first} ${second}`;
    const couple = couples.get(key) ?? { a: first, b: second, counts: new Uint32Array(BINS) };
    couples.set(key, couple);
    count(couple.counts, bin);
  }
  return { people: [...numbers.keys()], same, different, couples: [...couples.values()] };
}

/** How many counts stand in the bins from one on. */
export function countFrom(counts: ArrayLike<number>, bin: number): number {
  let sum = 0;
  for (let at = bin; at < counts.length; at++) sum += counts[at] ?? 0;
  return sum;
}

function count(counts: Uint32Array, bin: number): void {
  counts[bin] = (counts[bin] ?? 0) + 1;
}
