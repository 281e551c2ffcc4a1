import type { Clock } from '../../../adapters/clock/port.ts';

/** Web servers in front of ours cut an answer off that takes longer than a minute. */
const PATIENCE_MS = 20_000;

/**
 * Waits for work in the background, but not for long: joining the parts of many gigabytes takes minutes on a disk. What becomes of
 * it later is for the work to note.
 *
 * @throws what the work throws in this time.
 */
export async function awaitBriefly(clock: Clock, work: Promise<void>): Promise<void> {
  let callOff = (): void => undefined;
  const patience = new Promise<void>((resolve) => {
    callOff = clock.after(PATIENCE_MS, resolve);
  });
  try {
    await Promise.race([work, patience]);
  } finally {
    callOff();
  }
}
