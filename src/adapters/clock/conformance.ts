/** What every clock must do. For test files only. */
import { describe, expect, it } from 'vitest';
import type { Clock } from './port.ts';

/** @param pass lets at least this much time go by. */
export function testClock(name: string, clock: Clock, pass: (milliseconds: number) => Promise<void>): void {
  describe(name, () => {
    it('goes forward by both measures', async () => {
      const before = { now: clock.now(), elapsed: clock.elapsed() };
      await pass(20);
      expect(clock.now()).toBeGreaterThan(before.now);
      expect(clock.elapsed()).toBeGreaterThanOrEqual(before.elapsed + 20);
    });

    it('calls once, not early, and not at once', async () => {
      const start = clock.elapsed();
      const calls: number[] = [];
      clock.after(10, () => calls.push(clock.elapsed() - start));
      expect(calls).toEqual([]);
      await pass(40);
      expect(calls).toHaveLength(1);
      expect(calls[0]).toBeGreaterThanOrEqual(10);
    });

    it('does not call what was called off, before or after', async () => {
      const calls: string[] = [];
      const callOff = clock.after(5, () => calls.push('off'));
      callOff();
      const late = clock.after(5, () => calls.push('done'));
      await pass(30);
      late();
      callOff();
      expect(calls).toEqual(['done']);
    });

    it('calls in the order of the times', async () => {
      const calls: number[] = [];
      for (const delay of [20, 0, 10]) clock.after(delay, () => calls.push(delay));
      await pass(60);
      expect(calls).toEqual([0, 10, 20]);
    });

    it('takes delays of years without calling at once', async () => {
      const calls: string[] = [];
      const callOff = clock.after(1e12, () => calls.push('early'));
      await pass(10);
      expect(calls).toEqual([]);
      callOff();
    });
  });
}
