/** Which time shifts are worth a closer look: differences of times that would coincide vote for them. */
import type { MatchableResult } from './matchable-result.ts';

const BIN_S = 0.05;
/** So many favourites are looked at. */
const MOST_CANDIDATES = 16;
/** A cut is exact to a frame; a face is found a little earlier or later. */
const CUT_VOTE = 1;
const TRACK_VOTE = 0.3;

/**
 * Shifts from one video to another in seconds, best first: no shift, starts or ends trimmed, and what most cuts, first and
 * last sightings agree on.
 */
export function shiftCandidates(from: MatchableResult, to: MatchableResult): readonly number[] {
  // A shift is from −(length of the one) to +(length of the other).
  const lowest = -Math.ceil(from.duration / BIN_S) - 1;
  const votes = new Float64Array(Math.ceil(to.duration / BIN_S) - lowest + 3);
  const vote = (old: readonly number[], now: readonly number[], weight: number): void => {
    for (const a of old) {
      for (const b of now) {
        const bin = Math.round((b - a) / BIN_S) - lowest;
        if (bin >= 0 && bin < votes.length) votes[bin] = (votes[bin] ?? 0) + weight;
      }
    }
  };
  vote(innerCuts(from), innerCuts(to), CUT_VOTE);
  vote(firsts(from), firsts(to), TRACK_VOTE);
  vote(lasts(from), lasts(to), TRACK_VOTE);
  const around = votes.map((own, bin) => own + (votes[bin - 1] ?? 0) + (votes[bin + 1] ?? 0));
  const peaks = [...around.keys()]
    .filter((bin) => (votes[bin] ?? 0) > 0)
    .sort((a, b) => (around[b] ?? 0) - (around[a] ?? 0) || Math.abs(a + lowest) - Math.abs(b + lowest) || a - b)
    .slice(0, MOST_CANDIDATES);
  const shifts = peaks.map((bin) => (bin + lowest) * BIN_S);
  return [...new Set([0, to.duration - from.duration, ...shifts])];
}

/** Cuts inside the video: its start is in every video. */
export const innerCuts = ({ cuts }: Pick<MatchableResult, 'cuts'>): readonly number[] => cuts.filter((cut) => cut > 0);
const firsts = ({ tracks }: MatchableResult) => tracks.map(({ firstSeconds }) => firstSeconds);
const lasts = ({ tracks }: MatchableResult) => tracks.map(({ lastSeconds }) => lastSeconds);
