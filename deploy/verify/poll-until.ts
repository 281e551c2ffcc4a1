import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../../src/errors.ts';

const INTERVAL_MS = 500;

export interface Patience {
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/**
 * Asks again and again until the answer is what is wanted.
 *
 * @throws UserError `verify.too-slow` when time is up, `verify.interrupted`.
 */
export async function pollUntil<Value>(
  ask: () => Promise<Value>,
  isWanted: (value: Value) => boolean,
  { seconds, signal }: Patience,
): Promise<Value> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const value = await ask();
    if (isWanted(value)) return value;
    if (performance.now() > end) {
      throw new UserError('verify.too-slow', `nothing came of it within ${seconds} s: does a worker run?`);
    }
    if (signal.aborted) throw new UserError('verify.interrupted', 'it was not waited for any longer.');
    await wait(INTERVAL_MS);
  }
}
