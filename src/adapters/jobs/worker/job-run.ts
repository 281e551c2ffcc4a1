/** One run of a handler: its signal, its time limits, and the end of waiting for it. */
import { UserError } from '../../../errors.ts';
import type { TimeLimits } from '../port.ts';
import type { JobRef } from '../view.ts';

export interface JobRun {
  readonly job: JobRef;
  readonly signal: AbortSignal;
  /** Fires the signal; the first reason counts. */
  stop(reason: UserError): void;
  /** Fires the signal, too, and stops waiting for a handler that does not react. */
  abandon(reason: UserError): void;
  /** Rejects when the handler was abandoned. */
  readonly abandoned: Promise<never>;
  /** The handler is done: no limit applies any more. */
  end(): void;
}

/** The runs of a worker at this moment. */
export interface RunSet extends Iterable<JobRun> {
  readonly size: number;
  /** One that begins after all were stopped is stopped, too. */
  add(run: JobRun): void;
  delete(run: JobRun): void;
  stopAll(reason: UserError): void;
  abandonAll(reason: UserError): void;
}

export function createRunSet(): RunSet {
  const runs = new Set<JobRun>();
  let stopped: UserError | null = null;
  return {
    get size() {
      return runs.size;
    },
    [Symbol.iterator]: () => runs.values(),
    add(run) {
      runs.add(run);
      if (stopped) run.stop(stopped);
    },
    delete: (run) => void runs.delete(run),
    stopAll(reason) {
      stopped = reason;
      for (const run of runs) run.stop(reason);
    },
    abandonAll(reason) {
      for (const run of runs) run.abandon(reason);
    },
  };
}

/** The longest time that a timer can be set to. */
const LONGEST_MS = 2 ** 31 - 1;

export function startRun(job: JobRef, limits: TimeLimits): JobRun {
  const controller = new AbortController();
  let reject: (reason: UserError) => void = () => {};
  const abandoned = new Promise<never>((_, fail) => {
    reject = fail;
  });
  // Mostly nobody waits for it any more when it comes.
  abandoned.catch(() => {});
  const stop = (reason: UserError): void => {
    if (!controller.signal.aborted) controller.abort(reason);
  };
  const abandon = (reason: UserError): void => {
    stop(reason);
    reject(reason);
  };
  const timers = [
    after(limits.softSeconds, () => stop(tooLong(limits.softSeconds))),
    after(limits.hardSeconds, () => abandon(tooLong(limits.hardSeconds))),
  ];
  return {
    job,
    signal: controller.signal,
    stop,
    abandon,
    abandoned,
    end() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function after(seconds: number, then: () => void): NodeJS.Timeout {
  const timer = setTimeout(then, Math.min(seconds * 1_000, LONGEST_MS));
  timer.unref();
  return timer;
}

function tooLong(seconds: number): UserError {
  const message = `It took longer than ${seconds} s. Use a faster profile or raise its time limit; what is done so far may be used again.`;
  return new UserError('jobs.too-long', message);
}
