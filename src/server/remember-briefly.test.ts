import { expect, it } from 'vitest';
import { createManualClock } from '../adapters/clock/manual-clock.ts';
import { rememberBriefly } from './remember-briefly.ts';

it('asks once a minute, and again after a failure', async () => {
  const clock = createManualClock();
  let asked = 0;
  const ask = rememberBriefly(clock, () => {
    asked++;
    if (asked === 3) return Promise.reject(new Error('away'));
    return Promise.resolve(asked);
  });
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  clock.advance(59_999);
  expect(await ask()).toBe(1);
  clock.advance(1);
  expect(await ask()).toBe(2);
  clock.advance(60_000);
  await expect(ask()).rejects.toThrow('away');
  expect(await ask()).toBe(4);
});
