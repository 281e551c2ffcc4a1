/** Keeps what is read again and again while somebody reviews a run: what the machine found never changes. */

/** Runs that are remembered at a time; a long episode takes some 50 MB. */
const MOST_RUNS = 6;

export interface ResultCache {
  /** @param what names the kind of thing; the same run and kind is read once. A failed reading is forgotten. */
  keep<Value>(runId: string, what: string, read: () => Promise<Value>): Promise<Value>;
}

export function createResultCache(): ResultCache {
  // The run that was asked for last stands last.
  const runs = new Map<string, Map<string, Promise<unknown>>>();
  return {
    keep<Value>(runId: string, what: string, read: () => Promise<Value>) {
      const kept = runs.get(runId) ?? new Map<string, Promise<unknown>>();
      runs.delete(runId);
      runs.set(runId, kept);
      const [oldest] = runs.keys();
      if (runs.size > MOST_RUNS && oldest !== undefined) runs.delete(oldest);
      const known = kept.get(what);
      if (known) return known as Promise<Value>;
      const reading = read();
      kept.set(what, reading);
      reading.catch(() => kept.delete(what));
      return reading;
    },
  };
}
