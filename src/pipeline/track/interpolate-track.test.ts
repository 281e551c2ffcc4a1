import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameEndSeconds, frameStartSeconds } from '../frame-times.ts';
import type { Shot } from '../records.ts';
import { sightingRuns } from '../screen-time/face-interval.ts';
import {
  anyEpisode,
  framesOf,
  shotsOf,
  sighting,
  tableOf,
  trackOf,
} from '../screen-time/made-up-episode.test-support.ts';
import { interpolateTrack, interpolateTracks } from './interpolate-track.ts';

const [shot] = shotsOf([0], 8) as [Shot];
const context = {
  // Frame 3 is shown three times as long as the others: starts 0, .1, .2, .3, .6, .7, .8, .9; end 1.
  frameTable: tableOf([100, 100, 100, 300, 100, 100, 100, 100]),
  shot,
  analysedFrames: framesOf(0, 2, 5, 7),
  gapToleranceSeconds: 0,
};

describe('interpolateTrack', () => {
  const a = sighting(2, { left: 0, top: 50, width: 20, height: 20 });
  const b = { ...sighting(5, { left: 100, top: 50, width: 40, height: 30 }), score: 0.6 };
  const boxes = interpolateTrack({ track: 1, shot: 1, detections: [a, b] }, context);

  it('moves the box by time, not by frame count', () => {
    // From .2 s to .7 s: frame 3 at .3 s is a fifth of the way, frame 4 at .6 s four fifths.
    const lefts = boxes.map(({ frame, box, interpolated }) => [frame, Number(box.left.toFixed(9)), interpolated]);
    expect(lefts).toEqual([
      [2, 0, false],
      [3, 20, true],
      [4, 80, true],
      [5, 100, false],
      [6, 100, true],
    ]);
    expect(boxes[1]?.box.width).toBeCloseTo(24, 9);
    expect(boxes[2]?.box.height).toBeCloseTo(28, 9);
  });

  it('gives an interpolated box the lower score of its neighbours', () => {
    expect(boxes.map(({ score }) => score)).toEqual([0.9, 0.6, 0.6, 0.6, 0.6]);
  });

  it('holds the box out to the edges of the shot', () => {
    const held = interpolateTrack(trackOf(1, 1, [0, 2, 5, 7]), { ...context, analysedFrames: framesOf(2, 5) });
    expect(held.map(({ frame }) => frame)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const edges = interpolateTrack(trackOf(1, 1, [2]), { ...context, analysedFrames: framesOf(2) });
    expect(edges).toHaveLength(8);
  });

  it('leaves an unbridged gap empty', () => {
    const split = interpolateTrack(trackOf(1, 1, [0, 7]), context);
    // The face of frame 0 stands until .15 s, half-way to frame 2; that of frame 7 from .85 s, after frame 6 has begun.
    expect(split.map(({ frame }) => frame)).toEqual([0, 1, 7]);
  });
});

describe('dense tracks and seconds', () => {
  it('tell the same story: the frames of a run last as long as its interval, to within a frame at each end', () => {
    fc.assert(
      fc.property(anyEpisode, (input) => {
        const gapToleranceSeconds = input.preset.gapToleranceSeconds;
        for (const track of input.tracks) {
          const own = input.shots.find(({ shot: number }) => number === track.shot);
          if (own === undefined) continue;
          const trackContext = { ...input, shot: own, gapToleranceSeconds };
          const dense = interpolateTrack(track, trackContext);
          const covered = new Set(sightingRuns(track, trackContext).flatMap(({ sightings }) => sightings));
          expect(dense.filter(({ interpolated }) => !interpolated)).toHaveLength(covered.size);
          expect(new Set(dense.map(({ frame }) => frame)).size).toBe(dense.length);
          for (const { interval } of sightingRuns(track, trackContext)) {
            const inside = dense.filter(({ frame }) => {
              const start = frameStartSeconds(input.frameTable, frame);
              return start >= interval.start && start < interval.end;
            });
            const lengths = inside.map(
              ({ frame }) => frameEndSeconds(input.frameTable, frame) - frameStartSeconds(input.frameTable, frame),
            );
            const shown = lengths.reduce((sum, length) => sum + length, 0);
            // Frames are at most 200 ms long here.
            expect(Math.abs(shown - (interval.end - interval.start))).toBeLessThan(0.2);
            inside.forEach(({ frame }, i) => {
              if (i > 0) expect(frame).toBe((inside[i - 1]?.frame ?? 0) + 1);
            });
          }
        }
      }),
    );
  });

  it('come shot by shot, and never leave their shot', () => {
    fc.assert(
      fc.property(anyEpisode, (input) => {
        const groups = [...interpolateTracks({ ...input, gapToleranceSeconds: input.preset.gapToleranceSeconds })];
        expect(
          groups
            .flat()
            .map(({ track }) => track)
            .sort(),
        ).toEqual(input.tracks.map(({ track }) => track).sort());
        for (const { track, boxes } of groups.flat()) {
          const own = input.shots.find(({ shot: number }) => number === input.tracks[track - 1]?.shot);
          expect(boxes.every(({ frame }) => frame >= (own?.startFrame ?? 0) && frame <= (own?.endFrame ?? 0))).toBe(
            true,
          );
        }
      }),
    );
  });
});
