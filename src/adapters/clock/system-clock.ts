/** The machine's own clock. */
import type { Clock } from './port.ts';

/** Longer delays overflow in Node and would end at once. */
const LONGEST_MS = 2 ** 31 - 1;

export function createSystemClock(): Clock {
  const elapsed = () => performance.now();
  const after = (delayMs: number, action: () => void): (() => void) => {
    const due = elapsed() + delayMs;
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const left = due - elapsed();
      // A timer may end a little early; with the rounding up, at most one more is needed.
      timer = setTimeout(
        () => (elapsed() < due ? wait() : action()),
        Math.min(LONGEST_MS, Math.max(0, Math.ceil(left))),
      );
      timer.unref();
    };
    wait();
    return () => clearTimeout(timer);
  };
  return { now: () => Date.now(), elapsed, after };
}
