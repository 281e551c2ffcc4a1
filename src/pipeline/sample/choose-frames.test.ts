import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shot } from '../records.ts';
import { frameIndex } from '../units.ts';
import { chooseAnalysedFrames } from './choose-frames.ts';

const shot = (number: number, start: number, end: number): Shot => ({
  shot: number,
  startFrame: frameIndex(start),
  endFrame: frameIndex(end),
  transition: number === 1 ? 'start' : 'cut',
});
const policy = { minimumRate: 5, maximumRate: 10, motionPerSample: 0.25 };
const every = (gap: number, count: number) => Float64Array.from({ length: count }, (_, i) => i * gap);

describe('chooseAnalysedFrames', () => {
  it('takes five frames a second of a still shot at 25 fps, and its last', () => {
    const chosen = chooseAnalysedFrames({
      seconds: every(0.04, 23),
      shots: [shot(1, 0, 22)],
      motion: new Float32Array(23),
      policy,
    });
    expect(chosen).toEqual([0, 5, 10, 15, 20, 22]);
  });

  it('takes ten a second where everything moves, and returns to five', () => {
    const motion = Float32Array.from({ length: 31 }, (_, i) => (i >= 1 && i <= 9 ? 1 : 0));
    // At 30 fps a tenth of a second is three frames.
    const chosen = chooseAnalysedFrames({ seconds: every(1 / 30, 31), shots: [shot(1, 0, 30)], motion, policy });
    expect(chosen).toEqual([0, 3, 6, 9, 15, 21, 27, 30]);
  });

  it('takes first and last frame of shots shorter than any gap', () => {
    const shots = [shot(1, 0, 2), shot(2, 3, 3), shot(3, 4, 6)];
    const chosen = chooseAnalysedFrames({ seconds: every(0.04, 7), shots, motion: new Float32Array(7), policy });
    expect(chosen).toEqual([0, 2, 3, 4, 6]);
  });

  it('gives nothing for a video without frames', () => {
    expect(chooseAnalysedFrames({ seconds: every(1, 0), shots: [], motion: new Float32Array(0), policy })).toEqual([]);
  });

  it('keeps its promises on any clock, any cutting and any motion', () => {
    const video = fc
      .array(fc.record({ gap: fc.integer({ min: 5, max: 120 }), motion: fc.double({ min: 0, max: 1, noNaN: true }) }), {
        minLength: 1,
        maxLength: 200,
      })
      .chain((frames) =>
        fc.tuple(fc.constant(frames), fc.array(fc.integer({ min: 1, max: frames.length }), { maxLength: 5 })),
      );
    fc.assert(
      fc.property(video, ([frames, cuts]) => {
        let clock = 0;
        const seconds = Float64Array.from(frames, ({ gap }) => {
          clock += gap / 1000;
          return clock;
        });
        const starts = [...new Set([0, ...cuts.filter((cut) => cut < frames.length)])].sort((a, b) => a - b);
        const shots = starts.map((start, i) => shot(i + 1, start, (starts[i + 1] ?? frames.length) - 1));
        const motion = Float32Array.from(frames, (frame) => frame.motion);
        const chosen = chooseAnalysedFrames({ seconds, shots, motion, policy });
        expect([...chosen].sort((a, b) => a - b)).toEqual(chosen);
        expect(new Set(chosen).size).toBe(chosen.length);
        const at = (frame: number | undefined): number => seconds[frame ?? 0] ?? 0;
        for (const { startFrame, endFrame } of shots) {
          const inside = chosen.filter((frame) => frame >= startFrame && frame <= endFrame);
          expect([inside[0], inside.at(-1)]).toEqual([startFrame, endFrame]);
          for (const [i, frame] of inside.slice(1).entries()) {
            // One frame earlier was not yet too late.
            expect(at(frame - 1) - at(inside[i])).toBeLessThan(1 / policy.minimumRate + 1e-9);
            if (frame !== endFrame) expect(at(frame) - at(inside[i])).toBeGreaterThan(1 / policy.maximumRate - 0.0021);
          }
        }
      }),
    );
  });
});
