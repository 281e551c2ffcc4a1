/** A clock that goes when it is told to: for simulations, replays and tests that wait for nothing. */
import type { Clock } from './port.ts';

export interface ManualClock extends Clock {
  /**
   * Lets time pass. What is due on the way is called in the order of its time, each at its own time; what those calls
   * ask for is called too, if it is due by then.
   */
  advance(milliseconds: number): void;
  /** Sets the date forward or back, as an administrator does. Nothing becomes due. */
  setDate(now: number): void;
}

interface Due {
  readonly at: number;
  readonly action: () => void;
}

/** @param start date at the beginning, in milliseconds since 1970 UTC. */
export function createManualClock(start = 0): ManualClock {
  let elapsed = 0;
  let dateAtZero = start;
  const waiting = new Set<Due>();

  /** The earliest; of equal ones the first that was asked for. */
  const nextBy = (limit: number): Due | undefined => {
    let next: Due | undefined;
    for (const due of waiting) if (due.at <= limit && (next === undefined || due.at < next.at)) next = due;
    return next;
  };

  return {
    now: () => dateAtZero + elapsed,
    elapsed: () => elapsed,
    after(delayMs, action) {
      const due = { at: elapsed + Math.max(0, delayMs), action };
      waiting.add(due);
      return () => waiting.delete(due);
    },
    advance(milliseconds) {
      if (!(milliseconds >= 0)) throw new RangeError(`Time cannot pass by ${milliseconds} ms.`);
      const end = elapsed + milliseconds;
      for (let due = nextBy(end); due !== undefined; due = nextBy(end)) {
        waiting.delete(due);
        elapsed = due.at;
        due.action();
      }
      elapsed = end;
    },
    setDate(now) {
      dateAtZero = now - elapsed;
    },
  };
}
