/** How much of a piece of work is wanted: another child may take over the parts at its end while it is being done. */
export interface WantedParts {
  /** The first so many parts; the others are somebody else's by now. */
  readonly count: number;
  /** @param count no more than before. Parts that have been begun are finished all the same. */
  reduceTo(count: number): void;
  /** Told of every change from now on; null: nobody is. One at a time. */
  tell(listener: ((count: number) => void) | null): void;
}

export function createWantedParts(all: number): WantedParts {
  let count = all;
  let listener: ((count: number) => void) | null = null;
  return {
    get count() {
      return count;
    },
    reduceTo(fewer) {
      if (fewer > count) throw new RangeError(`${count} parts are wanted, so ${fewer} cannot be left.`);
      count = fewer;
      listener?.(count);
    },
    tell(next) {
      listener = next;
    },
  };
}
