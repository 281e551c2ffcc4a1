import { describe, expect, it } from 'vitest';
import {
  endOf,
  evenFrameTimes,
  frameAt,
  frameTimesOf,
  frameTimesOfShots,
  meanFrame,
  middleOf,
  nearestFrame,
  startOf,
  type TimelineFile,
} from './frame-times.ts';

/** Starts at 0.5 s of the container's clock; frames of 40, 40, 80 and 20 ms. */
const file: TimelineFile = {
  picture: { displayWidth: 640, displayHeight: 360 },
  timeBase: { numerator: 1, denominator: 1000 },
  startPts: 500,
  endPts: 680,
  steps: [
    [2, 40],
    [1, 80],
  ],
};
const times = frameTimesOf(file)!;

describe('frame times', () => {
  it('count from the first frame, whatever its own time', () => {
    expect([...times.starts]).toEqual([0, 0.04, 0.08, 0.16]);
    expect(times.end).toBeCloseTo(0.18, 12);
    expect(times.isExact).toBe(true);
  });

  it('of a video without frames are none', () => expect(frameTimesOf({ ...file, startPts: null })).toBeNull());

  it('tell the frame on screen', () => {
    expect([-1, 0, 0.039, 0.0395, 0.04, 0.15, 0.16, 9].map((at) => frameAt(times, at))).toEqual([
      0, 0, 1, 1, 1, 2, 3, 3,
    ]);
    expect(frameAt(times, 0.0385)).toBe(0);
  });

  it('tell the frame that begins nearest', () => {
    expect([-1, 0.019, 0.021, 0.119, 0.121, 5].map((at) => nearestFrame(times, at))).toEqual([0, 0, 1, 2, 3, 3]);
  });

  it('tell where a frame begins, ends and is safest to be found', () => {
    expect([startOf(times, 2), endOf(times, 2), endOf(times, 3)]).toEqual([0.08, 0.16, times.end]);
    expect(middleOf(times, 2)).toBeCloseTo(0.12, 12);
    expect(meanFrame(times)).toBeCloseTo(0.045, 12);
  });

  it('are guessed where nobody tells them', () => {
    const guessed = evenFrameTimes(2);
    expect([guessed.starts.length, guessed.starts[49], guessed.isExact]).toEqual([50, 1.96, false]);
    expect(evenFrameTimes(0).starts).toHaveLength(1);
  });

  it('can be drawn from shots', () => {
    const drawn = frameTimesOfShots([
      { startFrame: 0, endFrame: 1, startSeconds: 0, endSeconds: 1 },
      { startFrame: 2, endFrame: 5, startSeconds: 1, endSeconds: 2 },
    ]);
    expect(drawn).toEqual({ starts: Float64Array.of(0, 0.5, 1, 1.25, 1.5, 1.75), end: 2, isExact: false });
    expect(frameTimesOfShots([])).toBeNull();
  });
});
