import { describe, expect, it } from 'vitest';
import { tinyFrames } from '../synthetic/tiny-frames.ts';
import { scoreDetection } from './detection.ts';
import type { FrameFaces } from './face-rows.ts';
import { matchFrames } from './match-boxes.ts';

const score = (frames: readonly FrameFaces[]) => scoreDetection(matchFrames(frames, 0.4));

describe('scoreDetection', () => {
  it('counts 2 of 3 faces found, 2 of 4 predictions right', () => {
    const result = score(
      tinyFrames([
        {
          truth: [
            [1, 0],
            [2, 50],
          ],
          predicted: [
            [1, 1],
            [9, 200],
          ],
        },
        {
          truth: [[1, 0]],
          predicted: [
            [1, 0],
            [9, 300],
          ],
        },
      ]),
    );
    expect(result).toMatchObject({ truePositives: 2, falsePositives: 2, falseNegatives: 1, precision: 0.5 });
    expect(result.recall).toBeCloseTo(2 / 3, 12);
    expect(result.f1).toBeCloseTo(4 / 7, 12);
    expect(result.meanOverlap).toBeCloseTo((9 / 11 + 1) / 2, 12);
  });

  it('sorts recall by the height of the true face: 24 px belongs to 24-48', () => {
    const heights = [23.9, 24, 47.9, 48, 96, 400];
    const truth = heights.map((height, index) => ({
      frame: 1,
      id: index,
      box: { left: 500 * index, top: 0, width: height, height },
      doubtful: false,
    }));
    const { byHeight } = score([{ frame: 1, truth, predicted: truth.filter((face) => face.box.height !== 24) }]);
    expect(byHeight).toEqual({
      '<24': { faces: 1, recall: 1 },
      '24-48': { faces: 2, recall: 0.5 },
      '48-96': { faces: 1, recall: 1 },
      '>=96': { faces: 2, recall: 1 },
    });
  });

  it('has an answer without faces, without predictions and without either', () => {
    expect(score(tinyFrames([{ truth: [], predicted: [] }]))).toMatchObject({ recall: 1, precision: 1, f1: 1 });
    expect(score(tinyFrames([{ truth: [[1, 0]], predicted: [] }]))).toMatchObject({ recall: 0, precision: 0, f1: 0 });
    const falseAlarm = score(tinyFrames([{ truth: [], predicted: [[1, 0]] }]));
    expect(falseAlarm).toMatchObject({ recall: 1, precision: 0 });
    expect(falseAlarm.byHeight['<24'].recall).toBeNull();
  });
});
