/** A source of pseudo-random choices. */
export interface SeededRandom {
  /** A number in [low, high). */
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  whole(low: number, high: number): number;
  /** True with this probability, 0–1. */
  chance(probability: number): boolean;
}

/** mulberry32: integer arithmetic alone, so that a seed gives the same choices on every machine. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed;
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + (high - low) * unit();
  return {
    between,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    chance: (probability) => unit() < probability,
  };
}
