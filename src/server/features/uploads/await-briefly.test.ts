import { expect, it } from 'vitest';
import { createManualClock } from '../../../adapters/clock/manual-clock.ts';
import { awaitBriefly } from './await-briefly.ts';

it('work is waited for as long as an answer may take', async () => {
  const clock = createManualClock();
  await awaitBriefly(clock, Promise.resolve());
  await expect(awaitBriefly(clock, Promise.reject(new Error('no')))).rejects.toThrow('no');

  let fail = (_: Error): void => undefined;
  const work = new Promise<void>((_, reject) => {
    fail = reject;
  });
  let hasAnswered = false;
  const answer = awaitBriefly(clock, work).then(() => {
    hasAnswered = true;
  });
  clock.advance(19_999);
  await Promise.resolve();
  expect(hasAnswered).toBe(false);
  clock.advance(1);
  await answer;
  // Nobody hears of it, and nothing breaks.
  fail(new Error('later'));
});
