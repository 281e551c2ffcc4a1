import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../../src/errors.ts';

const INTERVAL_MS = 500;

/** Asks again and again until the answer is what is wanted. @throws UserError `verify.too-slow` when time is up. */
export async function pollUntil<Value>(
  ask: () => Promise<Value>,
  isWanted: (value: Value) => boolean,
  withinSeconds: number,
): Promise<Value> {
  const end = performance.now() + withinSeconds * 1000;
  for (;;) {
    const value = await ask();
    if (isWanted(value)) return value;
    if (performance.now() > end) {
      throw new UserError('verify.too-slow', `nothing came of it within ${withinSeconds} s: does a worker run?`);
    }
    await wait(INTERVAL_MS);
  }
}
