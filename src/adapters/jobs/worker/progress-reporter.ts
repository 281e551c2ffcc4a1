/** Sends what a handler reports, at most a few times a second: the latest counts. */
import type { Progress } from '../port.ts';

/** Between two messages. */
const EVERY_MS = 200;

export interface ProgressReporter {
  report(progress: Progress): void;
  /** Sends what was not sent yet; what is reported later is dropped. */
  end(): Promise<void>;
}

export function createProgressReporter(send: (progress: Progress) => Promise<void>): ProgressReporter {
  let latest: Progress | null = null;
  let timer: NodeJS.Timeout | null = null;
  let sending = Promise.resolve();
  let ended = false;
  const flush = (): void => {
    const progress = latest;
    latest = null;
    // How far it is may be lost; whether it is done may not, and is told otherwise.
    if (progress) sending = sending.then(() => send(progress)).catch(() => {});
  };
  const onTime = (): void => {
    timer = null;
    if (latest) begin();
  };
  const begin = (): void => {
    flush();
    timer = setTimeout(onTime, EVERY_MS);
    timer.unref();
  };
  return {
    report(progress) {
      if (ended) return;
      latest = progress;
      if (!timer) begin();
    },
    async end() {
      ended = true;
      if (timer) clearTimeout(timer);
      flush();
      await sending;
    },
  };
}
