/** A time limit for silence rather than for the whole download: slow lines are fine, dead ones are not. */

export interface StallWatch {
  /** Aborted by the caller's signal, or with a `DownloadStalled` reason after a silence. */
  readonly signal: AbortSignal;
  /** Call when bytes have arrived. */
  alive(): void;
  /** Call when the download has ended either way. */
  stop(): void;
}

/** The other side has sent nothing for too long. */
export class DownloadStalled extends Error {
  override readonly name = 'DownloadStalled';
  constructor(silenceMs: number) {
    super(`nothing was received for ${silenceMs / 1000} s`);
  }
}

/** Starts watching. `silenceMs` is the longest silence that is allowed. */
export function watchForStall(silenceMs: number, outer?: AbortSignal): StallWatch {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DownloadStalled(silenceMs)), silenceMs);
  return {
    signal: outer ? AbortSignal.any([outer, controller.signal]) : controller.signal,
    alive: () => void timer.refresh(),
    stop: () => clearTimeout(timer),
  };
}
