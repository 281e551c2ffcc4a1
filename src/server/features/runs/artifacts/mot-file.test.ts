import { describe, expect, it } from 'vitest';
import type { TrackBox } from '../../../../pipeline/records.ts';
import { frameIndex } from '../../../../pipeline/units.ts';
import { type MotEntry, motLines, motPicture } from './mot-file.ts';

const picture = motPicture({ width: 720, height: 576, displayWidth: 1024, displayHeight: 576 });
const square = motPicture({ width: 100, height: 50, displayWidth: 100, displayHeight: 50 });

function at(
  frame: number,
  [left, top, width, height]: readonly [number, number, number, number],
  score = 0.9,
): TrackBox {
  return { frame: frameIndex(frame), box: { left, top, width, height }, score, interpolated: false };
}
const lines = (groups: MotEntry[][], of = square): string[] => [...motLines(groups, of)];

describe('motLines', () => {
  it('writes 1-based frames and decoded pixels', () => {
    expect(lines([[{ id: 7, boxes: [at(0, [102.4, 10, 204.8, 20.06], 0.87654)] }]], picture)).toEqual([
      '1,7,72.0,10.0,144.0,20.1,0.877,1,1',
    ]);
  });

  it('orders by frame and then by id, group after group', () => {
    const box = [1, 1, 5, 5] as const;
    const first = [
      { id: 10, boxes: [at(0, box), at(1, box)] },
      { id: 2, boxes: [at(1, box)] },
    ];
    const starts = lines([first, [{ id: 1, boxes: [at(2, box)] }]]).map((line) => line.split(',', 2).join(','));
    expect(starts).toEqual(['1,10', '2,2', '2,10', '3,1']);
  });

  it('clips to the picture and leaves out what lies outside', () => {
    const boxes = [
      at(0, [-10, 40, 30, 20]),
      at(1, [99.96, 0, 10, 10]),
      at(2, [100, 0, 10, 10]),
      at(3, [90.06, 0, 9.94, 9]),
    ];
    expect(lines([[{ id: 1, boxes }]])).toEqual(['1,1,0.0,40.0,20.0,10.0,0.900,1,1', '4,1,90.1,0.0,9.9,9.0,0.900,1,1']);
  });

  it('keeps the better of two boxes of one person in one frame, but all boxes of nobody', () => {
    const boxes = [at(0, [1, 1, 5, 5], 0.6)];
    const better = [at(0, [2, 2, 5, 5], 0.8)];
    expect(
      lines([
        [
          { id: 3, boxes },
          { id: 3, boxes: better },
        ],
      ]),
    ).toEqual(['1,3,2.0,2.0,5.0,5.0,0.800,1,1']);
    expect(
      lines([
        [
          { id: -1, boxes },
          { id: -1, boxes: better },
        ],
      ]),
    ).toHaveLength(2);
  });
});
