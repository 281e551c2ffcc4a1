import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coOccurrences, joinedBy } from './links.ts';

describe('coOccurrences', () => {
  it('pairs tracks that share a frame, each pair once, smaller number first, in order', () => {
    const tracks = [
      { track: 3, frames: [0, 5, 10] },
      { track: 1, frames: [5, 10] },
      { track: 2, frames: [10, 15] },
      { track: 4, frames: [20] },
    ];
    expect(coOccurrences(tracks)).toEqual([
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
  });

  it('agrees with comparing every track with every other', () => {
    const frames = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(frames, { maxLength: 8 }), (presences) => {
        const expected = presences.flatMap((a, i) =>
          presences.flatMap((b, j) => (i < j && a.some((frame) => b.includes(frame)) ? [[i, j]] : [])),
        );
        expect(coOccurrences(presences.map((each, track) => ({ track, frames: each })))).toEqual(expected);
      }),
    );
  });
});

describe('joinedBy', () => {
  it('makes groups of pairs, and leaves the others alone', () => {
    expect(
      joinedBy(
        [1, 2, 3, 4, 5],
        [
          [5, 2],
          [4, 5],
          [1, 9],
        ],
      ),
    ).toEqual([[1], [2, 4, 5], [3]]);
  });
});
