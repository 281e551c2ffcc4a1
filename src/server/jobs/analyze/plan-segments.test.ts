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

it('cuts a long video into some fifteen seconds, each from a sweep on', () => {
  // Looked at every 0.7 s, swept every 1.4 s, and anew where the second shot begins.
  const segments = planSegments(request(6000, [305], 7));
  expect(segments.slice(0, 4).map(({ start }) => start)).toEqual([0, 15.4, 30.8, 46.2]);
  expect(segments[0]).toMatchObject({ amount: 22, cost: expect.closeTo(22 * 9 + 11 * 30 + 14.7 * 25, 6) });
});

it('cuts a short video into some two dozen segments, but not below two seconds', () => {
  expect(planSegments(request(720, [], 5)).map(({ start }) => start)).toEqual(
    Array.from({ length: 24 }, (_, i) => 3 * i),
  );
  // Parts of 2.7 s: swept at 0, 1, 2, at 3, 4, 5 and at 5.5, 6.5, 7.5 s.
  expect(planSegments(request(80, [], 5)).map(({ start }) => start)).toEqual([0, 2, 4, 6.5]);
});

it('sweeps at the start of every part of a long shot', () => {
  // 60 s are cut into three parts of 20 s; the search looks at 20.3 s first, not at 20.0 s.
  const swept = planSegments({ ...request(600, [], 29), sweepSeconds: 100 }).flatMap(({ frames }) =>
    frames.filter(({ sweep }) => sweep),
  );
  expect(swept.map(({ pts }) => pts)).toEqual([0, 174, 319, 464]);
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
