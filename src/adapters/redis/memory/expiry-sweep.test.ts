import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ExpirySweep } from './expiry-sweep.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('removes keys when they have expired, looks no oftener than it must, and stops with the last', () => {
  const start = Date.now();
  const looked: [key: string, afterMs: number][] = [];
  const later = new Map([['renewed', start + 60_000]]);
  const sweep = new ExpirySweep((key) => {
    looked.push([key, Date.now() - start]);
    const at = later.get(key);
    return at !== undefined && at > Date.now() ? at : undefined;
  });
  sweep.add('short', start + 10);
  sweep.add('renewed', start + 5_000);
  sweep.add('gone', start + 5_500);
  vi.advanceTimersByTime(600_000);
  expect(looked).toEqual([
    ['short', 1_000],
    ['renewed', 5_001],
    ['gone', 6_001],
    ['renewed', 60_001],
  ]);
  expect(vi.getTimerCount()).toBe(0);
});
