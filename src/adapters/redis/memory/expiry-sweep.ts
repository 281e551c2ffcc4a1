/** Removes expired keys that nobody asks for, so that they do not pile up. */
import type { Bytes } from './bytes.ts';

/** How rarely it may look: an expired key is invisible anyway, this only frees memory. */
const INTERVAL_MS = 1_000;

export class ExpirySweep {
  readonly #deadlines = new Map<Bytes, number>();
  readonly #purge: (key: Bytes) => number | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param purge removes the key if it has expired, else tells when it will; undefined: never, or it is gone. */
  constructor(purge: (key: Bytes) => number | undefined) {
    this.#purge = purge;
  }

  add(key: Bytes, at: number): void {
    this.#deadlines.set(key, at);
    this.#arm(at);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#deadlines.clear();
  }

  #arm(at: number): void {
    if (this.#timer !== undefined) return;
    const delay = Math.min(Math.max(INTERVAL_MS, at - Date.now() + 1), 2 ** 31 - 1);
    // Unreferenced: freeing memory is no reason to keep a process running.
    this.#timer = setTimeout(() => this.#sweep(), delay).unref();
  }

  #sweep(): void {
    this.#timer = undefined;
    const now = Date.now();
    let next = Infinity;
    for (const [key, deadline] of this.#deadlines) {
      const at = deadline > now ? deadline : this.#purge(key);
      if (at === undefined) this.#deadlines.delete(key);
      else {
        this.#deadlines.set(key, at);
        next = Math.min(next, at);
      }
    }
    if (next < Infinity) this.#arm(next);
  }
}
