import { describe, expect, it } from 'vitest';
import type { EmbeddedFace } from '../../../pipeline/embed/embed-face.ts';
import { chooseFace, type PhotoFace } from './choose-face.ts';

/** A square face whose quality also names it. */
function face(left: number, side: number, quality: number): PhotoFace {
  const embedded = { sample: { quality } } as EmbeddedFace;
  return { box: { left, top: 0, width: side, height: side }, embedded };
}
const chosen = (...faces: PhotoFace[]): unknown => {
  const choice = chooseFace(faces);
  return 'fault' in choice ? choice.fault : choice.sample.quality;
};

describe('the face of a photograph', () => {
  it('is the largest clear one', () => {
    expect(chosen(face(0, 50, 0.9), face(200, 100, 0.4))).toBe(0.4);
    expect(chosen(face(0, 100, 0.4), face(200, 150, 0.05))).toBe(0.4);
  });

  it('is the clearer reading where one face was found twice', () => {
    expect(chosen(face(0, 100, 0.3), face(10, 80, 0.5))).toBe(0.5);
    expect(chosen(face(0, 100, 0.5), face(10, 80, 0.3))).toBe(0.5);
  });

  it('is nobody in particular where several could be meant', () => {
    expect(chosen(face(0, 100, 0.5), face(200, 60, 0.5))).toBe('several-faces');
    expect(chosen(face(0, 100, 0.5), face(200, 59, 0.4))).toBe(0.5);
  });

  it('has to be one that can be recognised', () => {
    expect(chosen()).toBe('no-face');
    expect(chosen(face(0, 39, 0.09))).toBe('face-too-small');
    expect(chosen(face(0, 39, 0.1))).toBe(0.1);
    expect(chosen(face(0, 40, 0.09))).toBe('face-unclear');
    expect(chosen({ ...face(0, 40, 1), embedded: null })).toBe('face-unclear');
  });
});
