import { setTimeout as timeOf } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { testClock } from './conformance.ts';
import { createManualClock } from './manual-clock.ts';
import { createSystemClock } from './system-clock.ts';

const manual = createManualClock(1_000_000);
testClock('manual clock', manual, (milliseconds) => Promise.resolve(manual.advance(milliseconds)));

// Real time has to pass here: it is what the system clock is about.
const system = createSystemClock();
testClock('system clock', system, async (milliseconds) => {
  const end = system.elapsed() + milliseconds;
  while (system.elapsed() < end) await timeOf(1);
});

describe('the manual clock', () => {
  it('stands still unless it is told', () => {
    const clock = createManualClock(Date.UTC(2024, 0, 1));
    expect([clock.now(), clock.elapsed()]).toEqual([Date.UTC(2024, 0, 1), 0]);
  });

  it('calls at the exact times, also what the calls ask for', () => {
    const clock = createManualClock();
    const calls: number[] = [];
    const beat = (): void => {
      calls.push(clock.elapsed());
      clock.after(10, beat);
    };
    clock.after(10, beat);
    clock.advance(35);
    expect(calls).toEqual([10, 20, 30]);
    expect(clock.elapsed()).toBe(35);
    clock.advance(5);
    expect(calls).toEqual([10, 20, 30, 40]);
  });

  it('keeps the order of asking at equal times', () => {
    const clock = createManualClock();
    const calls: string[] = [];
    for (const name of ['a', 'b', 'c']) clock.after(1, () => calls.push(name));
    clock.advance(1);
    expect(calls).toEqual(['a', 'b', 'c']);
  });

  it('keeps durations when the date is set', () => {
    const clock = createManualClock(1000);
    const calls: number[] = [];
    clock.after(50, () => calls.push(clock.now()));
    clock.advance(10);
    clock.setDate(0);
    expect([clock.now(), clock.elapsed(), calls]).toEqual([0, 10, []]);
    clock.advance(40);
    expect(calls).toEqual([40]);
  });

  it('does not go back', () => {
    expect(() => createManualClock().advance(-1)).toThrow(RangeError);
    expect(() => createManualClock().advance(Number.NaN)).toThrow(RangeError);
  });
});
