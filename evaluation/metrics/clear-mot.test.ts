import { describe, expect, it } from 'vitest';
import { tinyFrames } from '../synthetic/tiny-frames.ts';
import { scoreClearMot } from './clear-mot.ts';

describe('scoreClearMot', () => {
  it('keeps an earlier correspondence although another box now overlaps more', () => {
    const frames = tinyFrames([
      { truth: [[1, 0]], predicted: [[7, 0]] },
      {
        truth: [[1, 0]],
        predicted: [
          [8, 0],
          [7, 3],
        ],
      },
    ]);
    expect(scoreClearMot(frames, 0.4)).toMatchObject({ switches: 0, falsePositives: 1, misses: 0, mota: 0.5 });
  });

  it('counts a switch also after a gap, and once', () => {
    const frames = tinyFrames([
      { truth: [[1, 0]], predicted: [[7, 0]] },
      { truth: [[1, 0]], predicted: [] },
      { truth: [[1, 0]], predicted: [[8, 0]] },
      { truth: [[1, 0]], predicted: [[8, 0]] },
    ]);
    expect(scoreClearMot(frames, 0.4)).toMatchObject({ switches: 1, misses: 1, fragmentations: 1, mota: 1 - 2 / 4 });
  });

  it('counts two switches when two tracks exchange their ids', () => {
    const frames = tinyFrames([
      {
        truth: [
          [1, 0],
          [2, 50],
        ],
        predicted: [
          [7, 0],
          [8, 50],
        ],
      },
      {
        truth: [
          [1, 0],
          [2, 50],
        ],
        predicted: [
          [8, 0],
          [7, 50],
        ],
      },
      {
        truth: [
          [1, 0],
          [2, 50],
        ],
        predicted: [
          [8, 0],
          [7, 50],
        ],
      },
    ]);
    expect(scoreClearMot(frames, 0.4)).toMatchObject({ switches: 2, mota: expect.closeTo(1 - 2 / 6, 12) });
  });

  it('is no fragmentation to start late, nor to leave', () => {
    const frames = tinyFrames([
      { truth: [[1, 0]], predicted: [] },
      { truth: [[1, 0]], predicted: [[7, 0]] },
      { truth: [], predicted: [] },
      { truth: [[1, 0]], predicted: [[7, 0]] },
    ]);
    expect(scoreClearMot(frames, 0.4).fragmentations).toBe(0);
  });

  it('can fall below zero, and tells the mostly tracked from the mostly lost', () => {
    const truth = [
      [1, 0],
      [2, 50],
    ] as const;
    const frames = tinyFrames(
      Array.from({ length: 10 }, (_, k) => ({
        truth,
        predicted: [
          [k < 8 ? 7 : 9, 0],
          [8, k === 0 ? 50 : 200],
          [6, 300],
        ],
      })),
    );
    // 20 true boxes, 10 + 1 matched, 9 missed, 19 false, 1 switch.
    expect(scoreClearMot(frames, 0.4)).toMatchObject({
      misses: 9,
      falsePositives: 19,
      switches: 1,
      mostlyTracked: 1,
      mostlyLost: 1,
    });
    expect(scoreClearMot(frames, 0.4).mota).toBeCloseTo(1 - 29 / 20, 12);
  });

  it('measures the mean distance of matched boxes', () => {
    const frames = tinyFrames([
      {
        truth: [
          [1, 0],
          [2, 50],
        ],
        predicted: [
          [1, 0],
          [2, 52],
        ],
      },
    ]);
    expect(scoreClearMot(frames, 0.4).meanDistance).toBeCloseTo((1 - 8 / 12) / 2, 12);
  });
});
