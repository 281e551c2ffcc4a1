/** Brings runs and jobs together whenever a job ends badly, and now and then in case that was missed. */
import type { Parts, PartsLog } from './open-parts.ts';

const EVERY_MS = 15_000;

/** Begins at once. @returns ends it. */
export function reconcileRuns({ analyses, jobs, clock }: Parts, log: PartsLog): () => Promise<void> {
  const stop = new AbortController();
  let callOff = (): void => undefined;
  let current: Promise<void> = Promise.resolve();
  const work = async (): Promise<void> => {
    if (stop.signal.aborted) return;
    try {
      const queued = await analyses.reconcile();
      if (queued > 0) log.info({ runs: queued }, 'runs whose jobs were lost are queued again');
    } catch (err) {
      log.error({ err }, 'runs and jobs could not be compared; it is tried again soon');
    }
  };
  // One after the other: two at a time would queue the same run twice.
  const look = (): Promise<void> => {
    current = current.then(work);
    return current;
  };
  const again = (): void => {
    callOff = clock.after(EVERY_MS, () => void look().then(again));
  };
  const watch = async (): Promise<void> => {
    for await (const { type } of await jobs.watch(stop.signal)) {
      if (type === 'failed' || type === 'cancelled') await look();
    }
  };
  watch().catch((err: unknown) => {
    if (!stop.signal.aborted) log.error({ err }, 'the queue cannot be watched; failures are noticed later');
  });
  void look().then(again);
  return async () => {
    stop.abort();
    callOff();
    await current;
  };
}
