import { expect, it } from 'vitest';
import { bestFaces } from './best-faces.ts';

const face = (number: number, quality: number | null, given: object = {}) => ({
  number,
  seconds: number,
  quality,
  isExcluded: false,
  url: `/${number}.jpg`,
  ...given,
});

it('offers the two best faces of every track, the best of all first', () => {
  const tracks = [{ faces: [face(1, 0.2), face(2, 0.9), face(3, 0.5)] }, { faces: [face(4, null), face(5, 0.6)] }];
  expect(bestFaces(tracks).map(({ number }) => number)).toEqual([2, 5, 3, 4]);
});

it('leaves out faces without a picture, and those that somebody has taken away', () => {
  const faces = [
    face(1, 0.9, { url: null }),
    face(2, 0.8, { isExcluded: true }),
    face(3, 0.7, { movedTo: null }),
    face(4, 0.1),
  ];
  expect(bestFaces([{ faces }]).map(({ number }) => number)).toEqual([4]);
});

it('offers twelve at most', () => {
  const tracks = Array.from({ length: 20 }, (_, index) => ({ faces: [face(index, index / 20)] }));
  expect(bestFaces(tracks).map(({ number }) => number)).toEqual([19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8]);
});
