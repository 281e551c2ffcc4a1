import { describe, expect, it } from 'vitest';
import { matchBoxes } from './match-boxes.ts';

const at = (left: number) => ({ left, top: 0, width: 10, height: 10 });

describe('matchBoxes', () => {
  it('finds both pairs where taking the best overlap first would leave one alone', () => {
    // Overlaps: A–x 1, A–y 6/14, B–x 8/12, B–y 0.
    const [a, b, x, y] = [at(0), at(-2), at(0), at(4)];
    expect(matchBoxes([a, b], [x, y], 0.4)).toEqual([
      { truth: 0, predicted: 1, overlap: expect.closeTo(6 / 14, 12) },
      { truth: 1, predicted: 0, overlap: expect.closeTo(8 / 12, 12) },
    ]);
  });

  it('takes the larger sum among equally many pairs', () => {
    const matches = matchBoxes([at(0), at(2)], [at(2), at(0)], 0.4);
    expect(matches.map(({ truth, predicted }) => [truth, predicted])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('leaves boxes below the wanted overlap alone; exactly the wanted one is enough', () => {
    expect(matchBoxes([at(0)], [at(5)], 1 / 3)).toHaveLength(1);
    expect(matchBoxes([at(0)], [at(5)], 0.34)).toEqual([]);
    expect(matchBoxes([], [at(0)], 0.4)).toEqual([]);
  });
});
