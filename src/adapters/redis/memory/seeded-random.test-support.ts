/** Random choices that a seed repeats. For test files only. */
export interface SeededRandom {
  /** Whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  oneOf<Choice>(choices: readonly Choice[]): Choice;
  /** True once in `times` times. */
  onceIn(times: number): boolean;
  /** One to `most` of something. */
  several<Part>(most: number, make: () => Part): Part[];
}

/** Mulberry32. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    oneOf: (choices) => choices[below(choices.length)]!,
    onceIn: (times) => below(times) === 0,
    several: (most, make) => Array.from({ length: 1 + below(most) }, make),
  };
}
