import type { MatchedFrame } from './match-boxes.ts';

/**
 * Mean number of predicted tracks that a true track is matched to at some time, over the true tracks that are
 * matched at all: 1 = no track is broken; 0 when nothing is matched.
 */
export function tracksPerTrueTrack(frames: readonly MatchedFrame[]): number {
  const partners = new Map<number, Set<number>>();
  for (const { truth, predicted } of frames.flatMap((frame) => frame.matches)) {
    const seen = partners.get(truth.id) ?? new Set<number>();
    partners.set(truth.id, seen.add(predicted.id));
  }
  let total = 0;
  for (const seen of partners.values()) total += seen.size;
  return partners.size > 0 ? total / partners.size : 0;
}
