import { describe, expect, it } from 'vitest';
import { frameEndSeconds, frameStartSeconds, shotSpan, videoSeconds } from './frame-times.ts';
import type { FrameTable } from './records.ts';
import { frameIndex } from './units.ts';

// 1/1000 s ticks, first frame not at 0, frames of 40, 100 and 20 ms.
const table: FrameTable = {
  pts: Float64Array.of(500, 540, 640),
  timeBase: { numerator: 1, denominator: 1000 },
  endPts: 660,
};

describe('frame times', () => {
  it('count from the first frame, whatever its time stamp', () => {
    expect([0, 1, 2].map((frame) => frameStartSeconds(table, frameIndex(frame)))).toEqual([0, 0.04, 0.14]);
  });

  it('let a frame last until the next one, the last until the end', () => {
    expect([0, 1, 2].map((frame) => frameEndSeconds(table, frameIndex(frame)))).toEqual([0.04, 0.14, 0.16]);
    expect(videoSeconds(table)).toBe(0.16);
  });

  it('give a shot from its first frame to the end of its last', () => {
    const shot = { shot: 1, startFrame: frameIndex(1), endFrame: frameIndex(2), transition: 'cut' } as const;
    expect(shotSpan(table, shot)).toEqual({ start: 0.04, end: 0.16 });
  });

  it('refuse a frame the video does not have', () => {
    expect(() => frameStartSeconds(table, frameIndex(3))).toThrow(RangeError);
    expect(() => frameEndSeconds(table, frameIndex(-1))).toThrow(RangeError);
    expect(() => frameEndSeconds(table, frameIndex(3))).toThrow(RangeError);
  });

  it('give an empty video no length', () => {
    expect(videoSeconds({ pts: new Float64Array(), timeBase: { numerator: 1, denominator: 25 }, endPts: 0 })).toBe(0);
  });
});
