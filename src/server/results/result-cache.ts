/** Keeps what is read again and again while somebody reviews a run: what the machine found never changes, until some of it is removed. */

/** Before all times at which something can have been removed. */
const NEVER = Number.NEGATIVE_INFINITY;
/** Runs that are remembered at a time; a long episode takes some 50 MB. */
const MOST_RUNS = 6;

export interface CachedRun {
  readonly id: string;
  /** When something was last removed from it. */
  readonly redactedAt: Date | null;
}

interface Kept {
  readonly version: number;
  readonly values: Map<string, Promise<unknown>>;
}

export interface ResultCache {
  /**
   * What was read before something was removed from the run is forgotten.
   *
   * @param what names the kind of thing; the same run and kind is read once. A failed reading is forgotten.
   */
  keep<Value>(run: CachedRun, what: string, read: () => Promise<Value>): Promise<Value>;
}

export function createResultCache(): ResultCache {
  // The run that was asked for last stands last.
  const runs = new Map<string, Kept>();
  return {
    keep<Value>({ id, redactedAt }: CachedRun, what: string, read: () => Promise<Value>) {
      const version = redactedAt?.getTime() ?? NEVER;
      const before = runs.get(id);
      const kept = before?.version === version ? before : { version, values: new Map() };
      runs.delete(id);
      runs.set(id, kept);
      const [oldest] = runs.keys();
      if (runs.size > MOST_RUNS && oldest !== undefined) runs.delete(oldest);
      const known = kept.values.get(what);
      if (known) return known as Promise<Value>;
      const reading = read();
      kept.values.set(what, reading);
      reading.catch(() => kept.values.delete(what));
      return reading;
    },
  };
}
