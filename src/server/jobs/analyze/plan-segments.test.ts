import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FrameTable, Shot } from '../../../pipeline/records.ts';
import { frameIndex } from '../../../pipeline/units.ts';
import { planSegments, type SegmentRequest } from './plan-segments.ts';

/** 10 frames a second; shots begin at the given frames. */
function request(frames: number, cuts: readonly number[], every: number): SegmentRequest {
  const frameTable: FrameTable = {
    pts: Float64Array.from({ length: frames }, (_, frame) => frame),
    timeBase: { numerator: 1, denominator: 10 },
    endPts: frames,
  };
  const starts = [0, ...cuts];
  const shots = starts.map(
    (start, i): Shot => ({
      shot: i + 1,
      startFrame: frameIndex(start),
      endFrame: frameIndex((starts[i + 1] ?? frames) - 1),
      transition: i === 0 ? 'start' : 'cut',
    }),
  );
  const analysedFrames = Array.from({ length: Math.ceil(frames / every) }, (_, i) => frameIndex(i * every));
  return { frameTable, shots, analysedFrames, sweepSeconds: 1 };
}

it('joins short shots to some fifteen seconds and cuts long ones', () => {
  // Shots of 5, 5, 5, 5, 5, 5 and 60 s: three make a segment, the long one gives three parts of 20 s.
  const segments = planSegments(request(900, [50, 100, 150, 200, 250, 300], 5));
  expect(segments.map(({ start }) => start)).toEqual([0, 15, 30, 50, 70]);
  expect(segments.map(({ amount }) => amount)).toEqual([30, 30, 40, 40, 40]);
});

it('sweeps at the start of every shot and part, and then once a second', () => {
  const swept = planSegments(request(40, [25], 4)).flatMap(({ frames }) => frames.filter(({ sweep }) => sweep));
  // 1.2 s and not 1.0 s, which is not analysed; the shot that begins at 2.5 s is first seen at 2.8 s.
  expect(swept.map(({ pts }) => pts)).toEqual([0, 12, 24, 28]);
});

it('hands every analysed frame to exactly one segment, in order, whatever the cuts', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 1999 }), { maxLength: 40 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), cuts, fc.integer({ min: 1, max: 30 }), (frames, at, every) => {
      const inside = at.filter((cut) => cut < frames).sort((a, b) => a - b);
      const asked = request(frames, inside, every);
      const segments = planSegments(asked);
      expect(segments.flatMap((segment) => segment.frames.map(({ frame }) => frame))).toEqual(asked.analysedFrames);
      for (const segment of segments) {
        expect(segment.amount).toBeGreaterThan(0);
        expect(segment.end - segment.start).toBeLessThanOrEqual(30);
        expect(segment.frames[0]?.sweep).toBe(true);
      }
    }),
  );
});
