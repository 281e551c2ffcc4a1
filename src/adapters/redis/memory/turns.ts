/** Everybody's work in the order it came, in short turns between which timers and sockets get their chance. */
import { Fifo } from './fifo.ts';

/** Of the event loop's time at a stretch. */
const TURN_MS = 4;

export class Turns {
  readonly #waiting = new Fifo<() => void>();
  #scheduled = false;

  /** @param work must not throw. */
  add(work: () => void): void {
    this.#waiting.push(work);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    // A reply takes a turn of the event loop, as one from a socket does: callers cannot starve the rest.
    setImmediate(() => this.#work());
  }

  #work(): void {
    this.#scheduled = false;
    const end = performance.now() + TURN_MS;
    do this.#waiting.take()?.();
    while (!this.#waiting.isEmpty && performance.now() < end);
    if (!this.#waiting.isEmpty) this.#schedule();
  }
}
