import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameTable } from '../../../pipeline/records.ts';
import { chooseTimebase, frameNearest, gridSeconds, rateName } from './timebase.ts';

/** Frames at a rate, as a container with such ticks stores them. */
function tableAt(
  rate: number,
  { ticks, frames, start = 0 }: { ticks: number; frames: number; start?: number },
): FrameTable {
  const pts = Float64Array.from({ length: frames }, (_, n) => start + Math.round((n / rate) * ticks));
  return { pts, timeBase: { numerator: 1, denominator: ticks }, endPts: start + Math.round((frames / rate) * ticks) };
}
const choose = (
  frameTable: FrameTable,
  options: { startTimecode?: string; dropFrame?: boolean } = {},
  fileTimecode: string | null = null,
) => chooseTimebase({ frameTable, fileTimecode, ...options });

describe('the time base', () => {
  it.each([
    ['23.976', 24_000 / 1001],
    ['24', 24],
    ['25', 25],
    ['29.97', 30_000 / 1001],
    ['30', 30],
    ['50', 50],
    ['59.94', 60_000 / 1001],
    ['60', 60],
  ])('is %s for a video of that rate, also where times are kept in milliseconds', (name, rate) => {
    for (const ticks of [1000, 12_800, 90_000]) {
      const timebase = choose(tableAt(rate, { ticks, frames: 3000, start: 1234 }));
      expect([rateName(timebase), timebase.isConstant]).toEqual([name, true]);
      // Frame n of the video is frame n of the grid.
      for (const n of [0, 1, 17, 2999]) expect(frameNearest(timebase, Math.round((n / rate) * ticks) / ticks)).toBe(n);
    }
  });

  it('is that of the most frequent frame where the rate varies, and says so', () => {
    let clock = 0;
    const pts = Float64Array.from({ length: 500 }, (_, n) => {
      const at = clock;
      clock += n % 10 === 9 ? 1024 : 512;
      return at;
    });
    const timebase = choose({ pts, timeBase: { numerator: 1, denominator: 12_800 }, endPts: clock });
    expect([rateName(timebase), timebase.isConstant]).toEqual(['25', false]);
  });

  it('is found for videos of one frame and of none', () => {
    const timeBase = { numerator: 1, denominator: 1000 };
    expect(choose({ pts: Float64Array.of(0), timeBase, endPts: 40 })).toMatchObject({
      isConstant: true,
      startFrame: 0,
    });
    expect(choose({ pts: new Float64Array(0), timeBase, endPts: 0 })).toMatchObject({ startFrame: 0 });
  });

  it('moves no time by more than half a frame, and times in order stay in order', () => {
    const timebase = choose(tableAt(30_000 / 1001, { ticks: 90_000, frames: 100 }));
    const second = fc.double({ min: 0, max: 86_400, noNaN: true });
    fc.assert(
      fc.property(second, second, (a, b) => {
        const [first, later] = [Math.min(a, b), Math.max(a, b)];
        expect(frameNearest(timebase, first)).toBeLessThanOrEqual(frameNearest(timebase, later));
        expect(Math.abs(gridSeconds(timebase, frameNearest(timebase, a)) - a)).toBeLessThanOrEqual(
          1001 / 60_000 + 1e-9,
        );
      }),
    );
  });

  it('begins where asked, else where the file says, else at zero', () => {
    const table = tableAt(30_000 / 1001, { ticks: 90_000, frames: 300 });
    expect(choose(table, {}, '01:00:00;00')).toMatchObject({
      startFrame: 107_892,
      dropFrame: true,
      startSource: 'file',
    });
    expect(choose(table, {}, '01:00:00:00')).toMatchObject({ startFrame: 108_000, dropFrame: false });
    expect(choose(table, { startTimecode: '00:01:00;02' }, '01:00:00:00')).toMatchObject({
      startFrame: 1800,
      dropFrame: true,
      startSource: 'option',
    });
    expect(choose(table)).toMatchObject({ startFrame: 0, dropFrame: true, startSource: 'none' });
    expect(choose(table, { dropFrame: false })).toMatchObject({ dropFrame: false });
    expect(choose(tableAt(25, { ticks: 90_000, frames: 300 }), { dropFrame: true })).toMatchObject({
      dropFrame: false,
    });
    // A time code of another rate in the file says nothing; one that was asked for is refused.
    expect(choose(tableAt(25, { ticks: 90_000, frames: 300 }), {}, '01:00:00:29')).toMatchObject({
      startSource: 'none',
    });
    expect(() => choose(table, { startTimecode: '00:01:00;00' })).toThrow(/no such label/);
  });
});
