import { describe, expect, it } from 'vitest';
import type { Shot } from '../records.ts';
import { type SightingContext, sightingRuns } from './face-interval.ts';
import { framesOf, shotsOf, tableOf, trackOf } from './made-up-episode.test-support.ts';

// 20 frames of 100 ms; shot 1 = frames 0–9 = [0, 1) s, shot 2 = frames 10–19 = [1, 2) s.
const frameTable = tableOf(Array.from({ length: 20 }, () => 100));
const [shot1, shot2] = shotsOf([0, 10], 20) as [Shot, Shot];
const everyFrame = framesOf(...Array.from({ length: 20 }, (_, i) => i));
const everyThird = framesOf(0, 3, 6, 9, 10, 13, 16, 19);

function runs(frames: number[], options: Partial<SightingContext> = {}): [number, number, number][] {
  const context = { frameTable, shot: shot1, analysedFrames: everyThird, gapToleranceSeconds: 0, ...options };
  return sightingRuns(trackOf(1, context.shot.shot, frames), context).map(({ interval, sightings }) => [
    Number(interval.start.toFixed(9)),
    Number(interval.end.toFixed(9)),
    sightings.length,
  ]);
}

describe('sightingRuns', () => {
  it('is exact when every frame is analysed', () => {
    expect(runs([3, 4, 5], { analysedFrames: everyFrame })).toEqual([[0.3, 0.6, 3]]);
  });

  it('extends by half the unseen stretch to the next analysed frame', () => {
    // Frame 3 is shown in [.3, .4); frames 0 and 6 were searched in vain: unseen [.1, .3) and [.4, .6).
    expect(runs([3])).toEqual([[0.2, 0.5, 1]]);
  });

  it('reaches the edge of the shot from its first and last frame, and never passes it', () => {
    expect(runs([0])).toEqual([[0, 0.2, 1]]);
    expect(runs([9])).toEqual([[0.8, 1, 1]]);
    expect(runs([10], { shot: shot2 })).toEqual([[1, 1.2, 1]]);
    expect(runs([19], { shot: shot2 })).toEqual([[1.8, 2, 1]]);
  });

  it('does not ask the frames of another shot', () => {
    // 8 and 12 are analysed, 10 is where the cut is: nothing in shot 2 contradicts the face of frame 12.
    expect(runs([12], { shot: shot2, analysedFrames: framesOf(8, 12, 19) })).toEqual([[1, 1.6, 1]]);
  });

  it('bridges a gap up to the tolerance, and not beyond', () => {
    // Seen in 0 and 6, not in 3: unseen from the end of frame 0 (.1) to frame 6 (.6).
    expect(runs([0, 6], { gapToleranceSeconds: 0.5 })).toEqual([[0, 0.8, 2]]);
    expect(runs([0, 6], { gapToleranceSeconds: 0.49 })).toEqual([
      [0, 0.2, 1],
      [0.5, 0.8, 1],
    ]);
  });

  it('needs no tolerance between neighbouring analysed frames', () => {
    expect(runs([3, 6])).toEqual([[0.2, 0.8, 2]]);
  });

  it('refuses a track that leaves its shot, and gives an empty one no time', () => {
    expect(() => runs([9, 10])).toThrow(/leaves shot 1/);
    expect(runs([])).toEqual([]);
  });
});
