import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iou } from '../geometry/iou.ts';
import type { PixelBox } from '../units.ts';
import { type Candidate, isSameFace, suppress } from './suppress.ts';

const box = (left: number, top: number, width: number, height = width): PixelBox => ({ left, top, width, height });
const candidate = (score: number, at: PixelBox): Candidate => ({ box: at, score, points: null });

describe('suppress', () => {
  it('keeps the strongest of a heap and counts who agreed, itself included', () => {
    const strongest = candidate(0.9, box(100, 100, 50));
    const kept = suppress([
      candidate(0.7, box(102, 100, 50)),
      strongest,
      candidate(0.8, box(100, 104, 52)),
      candidate(0.6, box(98, 97, 49)),
    ]);
    expect(kept).toEqual([{ ...strongest, support: 4 }]);
  });

  it('swallows a part of a face without counting it as a vote', () => {
    const face = candidate(0.9, box(100, 100, 100));
    const mouth = candidate(0.8, box(130, 160, 40, 30));
    expect(suppress([face, mouth])).toEqual([{ ...face, support: 1 }]);
    // A stronger part swallows the whole just so.
    expect(suppress([face, { ...mouth, score: 0.95 }])).toEqual([{ ...mouth, score: 0.95, support: 1 }]);
  });

  it('keeps two faces side by side, the surer first', () => {
    const [left, right] = [candidate(0.6, box(100, 100, 50)), candidate(0.8, box(145, 100, 50))];
    expect(suppress([left, right])).toEqual([
      { ...right, support: 1 },
      { ...left, support: 1 },
    ]);
  });

  it('decides between equals by their order, and takes nothing', () => {
    const [first, second] = [candidate(0.7, box(0, 0, 50)), candidate(0.7, box(5, 0, 50))];
    expect(suppress([first, second])).toEqual([{ ...first, support: 2 }]);
    expect(suppress([])).toEqual([]);
  });

  it('leaves no two boxes of one face, and gives every candidate at most one vote', () => {
    const side = fc.integer({ min: 5, max: 60 });
    const place = fc.integer({ min: 0, max: 100 });
    const anyCandidate = fc
      .tuple(place, place, side, side, fc.integer({ min: 30, max: 99 }))
      .map(([left, top, width, height, score]) => candidate(score / 100, box(left, top, width, height)));
    fc.assert(
      fc.property(fc.array(anyCandidate, { maxLength: 25 }), (candidates) => {
        const kept = suppress(candidates);
        const votes = kept.reduce((sum, { support }) => sum + support, 0);
        expect(votes).toBeLessThanOrEqual(candidates.length);
        kept.forEach((a, i) => {
          for (const b of kept.slice(i + 1)) {
            expect(isSameFace(a.box, b.box)).toBe(false);
            expect(b.score).toBeLessThanOrEqual(a.score);
          }
        });
        for (const each of candidates) {
          expect(kept.some((face) => face.score >= each.score && isSameFace(face.box, each.box))).toBe(true);
        }
        const most = Math.max(0, ...candidates.map(({ score }) => score));
        expect(kept[0]?.score ?? 0).toBe(most);
      }),
    );
  });
});

describe('isSameFace', () => {
  it('tells neighbours from one face seen twice, either way round', () => {
    const face = box(0, 0, 40);
    for (const [other, same] of [
      [box(10, 0, 40), true],
      [box(30, 0, 40), false],
      [box(15, 15, 10), true],
      [box(-100, -100, 300), true],
      [box(40, 0, 40), false],
    ] as const) {
      expect(isSameFace(face, other), JSON.stringify(other)).toBe(same);
      expect(isSameFace(other, face), JSON.stringify(other)).toBe(same);
    }
    expect(iou(face, box(-100, -100, 300))).toBeLessThan(0.1);
  });
});
