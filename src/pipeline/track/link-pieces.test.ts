import { describe, expect, it } from 'vitest';
import { describeTrack } from '../embed/describe-track.ts';
import { direction, madeUpFace, madeUpSample } from '../made-up-faces.test-support.ts';
import { type Embedding, seconds } from '../units.ts';
import { type DescribedTrack, linkPieces } from './link-pieces.ts';

const ANNA = direction(1, 0, 0, 0);
const BERTA = direction(0, 1, 0, 0);
/** 5 analysed frames per second. */
const timeOf = (frame: number) => seconds(frame / 5);

interface Piece {
  readonly frames: readonly [first: number, last: number];
  readonly vector?: Embedding;
  readonly left?: number;
  readonly side?: number;
  readonly shot?: number;
}
function piece({ frames: [first, last], vector = ANNA, left = 100, side = 40, shot = 1 }: Piece): DescribedTrack {
  const box = { left, top: 50, width: side, height: side };
  const detections = Array.from({ length: last - first + 1 }, (_, i) => madeUpFace(first + i, box));
  return { track: { track: first + 1, shot, detections }, template: describeTrack([madeUpSample(first, vector)]) };
}

describe('linkPieces', () => {
  it('continues a face that comes back at the same place, however the tracks are ordered', () => {
    const [early, late] = [piece({ frames: [0, 4] }), piece({ frames: [8, 12] })];
    expect(linkPieces([early, late], timeOf)).toEqual([[0, 1]]);
    expect(linkPieces([late, early], timeOf)).toEqual([[1, 0]]);
  });

  it.each([
    ['another face', { frames: [8, 12], vector: BERTA }],
    ['the same face far away', { frames: [8, 12], left: 400 }],
    ['the same face at twice the size', { frames: [8, 12], side: 80 }],
    ['the same face in another shot', { frames: [8, 12], shot: 2 }],
    ['the same face much later', { frames: [40, 44] }],
    ['a face that is seen at the same time', { frames: [4, 12] }],
  ] satisfies [string, Piece][])('does not continue with %s', (_, second) => {
    expect(linkPieces([piece({ frames: [0, 4] }), piece(second)], timeOf)).toEqual([]);
  });

  it('does not continue what could not be described', () => {
    const blank = { ...piece({ frames: [8, 12] }), template: null };
    expect(linkPieces([piece({ frames: [0, 4] }), blank], timeOf)).toEqual([]);
  });

  it('chains three pieces, and lets the more alike of two have the place', () => {
    expect(
      linkPieces([piece({ frames: [0, 4] }), piece({ frames: [7, 9] }), piece({ frames: [20, 24] })], timeOf),
    ).toEqual([
      [0, 1],
      [1, 2],
    ]);
    const like = piece({ frames: [8, 12], vector: direction(1, 0.8, 0, 0) });
    const liker = piece({ frames: [9, 12], vector: direction(1, 0.1, 0, 0), left: 110 });
    expect(linkPieces([piece({ frames: [0, 4] }), like, liker], timeOf)).toEqual([[0, 2]]);
  });
});
