/** How fast bytes leave, over the last seconds: quick to follow a change, slow enough to be read. */
const WINDOW_MS = 8_000;
/** Before that a speed would be a guess. */
const LEAST_MS = 1_000;

interface Reading {
  readonly atMs: number;
  readonly bytes: number;
}

export class SpeedMeter {
  #readings: Reading[] = [];

  /** @param bytes sent in all. They may become fewer: a part that failed is sent again. */
  add(reading: Reading): void {
    const from = reading.atMs - WINDOW_MS;
    // The newest of the older ones stays, so that the window is always full.
    const kept = this.#readings.findLastIndex(({ atMs }) => atMs <= from);
    this.#readings = [...this.#readings.slice(Math.max(0, kept)), reading];
  }

  /** Null while it is not known. */
  get bytesPerSecond(): number | null {
    const [first, last] = [this.#readings[0], this.#readings.at(-1)];
    if (!first || !last || last.atMs - first.atMs < LEAST_MS) return null;
    return Math.max(0, (last.bytes - first.bytes) / ((last.atMs - first.atMs) / 1000));
  }
}
