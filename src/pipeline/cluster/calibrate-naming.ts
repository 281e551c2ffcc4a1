/**
 * From which likeness on a name may be given, by a show's own people.
 *
 * The accept line is the least likeness that at most one in a thousand comparisons of two people reaches, at the upper end of
 * its 95 % interval; the ask line the one that at most one in a hundred reaches. Comparisons of the same two people are not
 * independent of each other, so the interval comes from drawing people, not comparisons, with replacement.
 */
import { BINS, binStart, countFrom, type ScoreTable } from './score-table.ts';

/** Share of comparisons of two people that may reach the line. */
export const ACCEPT_RATE = 1e-3;
export const ASK_RATE = 1e-2;
/** With fewer comparisons of two people, none of them above a line would not say that its rate is below 1 in 1,000 (rule of three). */
export const LEAST_COMPARISONS = 3000;
/** With fewer people one who looks like another decides everything. */
export const LEAST_PEOPLE = 5;
/**
 * With fewer people the interval is too narrow: of made-up shows of 5, 8, 12 and 20 people its upper end kept the rate in 64, 78,
 * 95 and 97 of 100. Then it is a reason to raise a line, and none to lower it.
 */
export const PEOPLE_TO_LOWER = 12;
const RESAMPLES = 200;
const INTERVAL = 0.95;
/** Standard normal quantile of a two-sided 95 % interval. */
const Z = 1.959964;

export interface Share {
  readonly count: number;
  readonly of: number;
  /** 95 % interval of the share (Wilson), 0–1, as if comparisons were independent. */
  readonly low: number;
  readonly high: number;
}

export interface Calibration {
  /** Who were compared with somebody else. */
  readonly people: number;
  /** Likeness to accept from: the upper end of the interval. */
  readonly accept: number;
  /** 95 % interval of the line that one in a thousand reaches. */
  readonly acceptLow: number;
  readonly acceptHigh: number;
  /** Likeness to ask from, never above `accept`. */
  readonly ask: number;
}

/** What there is too little of to say anything. */
export interface TooFew {
  readonly people: number;
  readonly leastPeople: number;
  readonly comparisons: number;
  readonly leastComparisons: number;
}

export type CalibrationResult =
  | { readonly calibration: Calibration; readonly tooFew: null }
  | { readonly calibration: null; readonly tooFew: TooFew };

/** The same table gives the same lines: what is drawn is drawn from a fixed seed. */
export function calibrateNaming(table: ScoreTable): CalibrationResult {
  const comparisons = countFrom(table.different, 0);
  // Only who is compared with somebody else says anything about two people.
  const people = new Set(table.couples.flatMap(({ a, b }) => [a, b])).size;
  if (people < LEAST_PEOPLE || comparisons < LEAST_COMPARISONS) {
    const least = { leastPeople: LEAST_PEOPLE, leastComparisons: LEAST_COMPARISONS };
    return { calibration: null, tooFew: { people, comparisons, ...least } };
  }
  const point = lineAt(table.different, ACCEPT_RATE);
  const drawn = resampledLines(table, ACCEPT_RATE);
  const tail = (1 - INTERVAL) / 2;
  const acceptLow = Math.min(point, quantile(drawn, tail));
  const acceptHigh = Math.max(point, quantile(drawn, 1 - tail));
  const ask = Math.min(acceptHigh, lineAt(table.different, ASK_RATE));
  return { calibration: { people, accept: acceptHigh, acceptLow, acceptHigh, ask }, tooFew: null };
}

/** The least bin edge that at most this share of the counts reaches; 1 where none is. */
export function lineAt(counts: ArrayLike<number>, rate: number): number {
  const allowed = rate * countFrom(counts, 0) + 1e-9;
  let above = 0;
  for (let bin = BINS - 1; bin >= 0; bin--) {
    above += counts[bin] ?? 0;
    if (above > allowed) return binStart(bin + 1);
  }
  return binStart(0);
}

/** The share of counts that reach a likeness, which has to be a bin's edge. */
export function shareFrom(counts: ArrayLike<number>, likeness: number): Share {
  const from = Math.round((likeness + 1) * (BINS / 2));
  return wilson(countFrom(counts, from), countFrom(counts, 0));
}

/** Interval of a share (Wilson 1927); of nothing, anything. */
export function wilson(count: number, of: number): Share {
  if (of === 0) return { count, of, low: 0, high: 1 };
  const share = count / of;
  const z2 = Z * Z;
  const centre = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  return { count, of, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** The line by people drawn with replacement, many times, ascending. A couple counts as often as both were drawn together. */
function resampledLines({ people, couples }: ScoreTable, rate: number): number[] {
  const random = seededRandom(people.length * 7919 + couples.length);
  const counts = new Float64Array(BINS);
  const lines: number[] = [];
  for (let round = 0; round < RESAMPLES; round++) {
    const drawn = new Uint16Array(people.length);
    for (let each = 0; each < people.length; each++) {
      const who = Math.floor(random() * people.length);
      drawn[who] = (drawn[who] ?? 0) + 1;
    }
    counts.fill(0);
    for (const couple of couples) {
      const weight = (drawn[couple.a] ?? 0) * (drawn[couple.b] ?? 0);
      if (weight === 0) continue;
      for (let bin = 0; bin < BINS; bin++) counts[bin] = (counts[bin] ?? 0) + weight * (couple.counts[bin] ?? 0);
    }
    // Somebody drawn alone is compared with nobody.
    if (countFrom(counts, 0) > 0) lines.push(lineAt(counts, rate));
  }
  return lines.sort((a, b) => a - b);
}

const quantile = (ascending: readonly number[], share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? 1;

/** Mulberry32: numbers in [0, 1), the same for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
