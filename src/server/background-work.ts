/** Work that goes on when the request that began it has been answered, or its client is gone; the server waits for it when it closes. */

export interface BackgroundWork {
  /**
   * Does the work, unless work of this name is being done: then this is the same work. Who does not wait for the result has to
   * catch its failure.
   */
  share<Result>(name: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /** Resolves when nothing is being done. */
  settled(): Promise<void>;
  /** Asks everything to stop and waits until it has. */
  close(): Promise<void>;
}

export function createBackgroundWork(): BackgroundWork {
  const running = new Map<string, Promise<unknown>>();
  const stop = new AbortController();
  const settled = async (): Promise<void> => {
    // What ends may have begun something else.
    while (running.size > 0) await Promise.allSettled(running.values());
  };
  return {
    share<Result>(name: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
      const known = running.get(name);
      if (known !== undefined) return known as Promise<Result>;
      const begun = start(work, stop.signal).finally(() => running.delete(name));
      running.set(name, begun);
      return begun;
    },
    settled,
    close() {
      stop.abort(new Error('The server is closing.'));
      return settled();
    },
  };
}

async function start<Result>(work: (signal: AbortSignal) => Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  return await work(signal);
}
