/** Port: what time it is, and being called later. */

export interface Clock {
  /** Milliseconds since 1970 UTC. Jumps when somebody sets the machine's clock, so it is for dates, not for durations. */
  now(): number;
  /** Milliseconds since some moment in the past. Never goes back: for durations, time limits and heartbeats. */
  elapsed(): number;
  /**
   * Calls `action` once, when `elapsed` has grown by `delayMs` or more. Waiting does not keep the process alive.
   *
   * @returns calls it off; without effect when `action` has run.
   */
  after(delayMs: number, action: () => void): () => void;
}
