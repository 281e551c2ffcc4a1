import { describe, expect, it } from 'vitest';
import type { PixelBox } from '../units.ts';
import { dropCutFaces, mergePasses } from './merge-passes.ts';
import type { RawFace } from './region-detector.ts';

const box = (left: number, top: number, width: number, height = width): PixelBox => ({ left, top, width, height });
const face = (at: PixelBox, traits: Partial<RawFace> = {}): RawFace => ({
  box: at,
  score: 0.9,
  support: 4,
  inputSize: 20,
  points: null,
  ...traits,
});

describe('dropCutFaces', () => {
  const picture = { width: 640, height: 360 };
  const middle = box(200, 100, 160, 120);

  it('drops faces that end at a border of the tile inside the picture, on each side', () => {
    const inside = face(box(260, 150, 40));
    const cut = [box(200, 150, 40), box(260, 100, 40), box(320, 150, 40), box(260, 180, 40)];
    expect(dropCutFaces([inside, ...cut.map((at) => face(at))], middle, picture)).toEqual([inside]);
  });

  it('measures nearness in input pixels: 3 picture pixels are near when the picture was shrunk', () => {
    const near = box(203, 150, 40);
    expect(dropCutFaces([face(near, { inputSize: 40 })], middle, picture)).toHaveLength(1);
    expect(dropCutFaces([face(near, { inputSize: 20 })], middle, picture)).toHaveLength(0);
  });

  it('keeps faces at the border of the picture: nobody shows them any better', () => {
    const corner = box(0, 0, 160, 120);
    const faces = [face(box(0, 20, 40)), face(box(20, 0, 40)), face(box(-5, -5, 40))];
    expect(dropCutFaces(faces, corner, picture)).toEqual(faces);
    const opposite = box(480, 240, 160, 120);
    const far = [face(box(600, 300, 40)), face(box(550, 320, 40))];
    expect(dropCutFaces(far, opposite, picture)).toEqual(far);
  });

  it('knows the border of the picture where a tile misses it by a rounding error', () => {
    const rounded = box(480.1, 240, 159.899999, 119.9);
    const faces = [face(box(600, 300, 40)), face(box(560, 320, 40))];
    expect(dropCutFaces(faces, rounded, picture)).toEqual(faces);
    const almostAll = box(0.24, -60, 639.52, 480);
    expect(dropCutFaces([face(box(0, 20, 40))], almostAll, picture)).toHaveLength(1);
  });

  it('keeps everything in a region that holds the whole picture with bands around it', () => {
    const faces = [face(box(0, 0, 40)), face(box(600, 320, 40))];
    expect(dropCutFaces(faces, box(0, -60, 640, 480), picture)).toEqual(faces);
  });
});

describe('mergePasses', () => {
  it('gives one face per person: box weighted by score · support, best score, points of the best supported', () => {
    const strong = face(box(100, 100, 40), { score: 0.8, support: 9 });
    const surer = face(box(110, 100, 40), { score: 0.9, support: 2, inputSize: 33 });
    const [merged, ...rest] = mergePasses([surer, strong]);
    expect(rest).toEqual([]);
    expect(merged).toMatchObject({ score: 0.9, support: 9, inputSize: 20 });
    // Weights 7.2 and 1.8: four fifths of the way stay with the strong one.
    expect(merged?.box.left).toBeCloseTo(102, 9);
    expect(merged?.box.width).toBeCloseTo(40, 9);
  });

  it('lets a box that only lies inside another speak for neither place nor score', () => {
    const whole = face(box(100, 100, 100), { score: 0.7 });
    const mouth = face(box(130, 150, 30), { score: 0.99, support: 1 });
    expect(mergePasses([mouth, whole])).toEqual([whole]);
  });

  it('keeps neighbours apart, does not depend on the order of passes, and takes none', () => {
    const faces = [
      face(box(100, 100, 40)),
      face(box(104, 98, 42), { score: 0.7 }),
      face(box(150, 100, 40), { support: 2 }),
      face(box(300, 100, 20), { support: 7 }),
    ];
    const merged = mergePasses(faces);
    expect(merged).toHaveLength(3);
    expect(mergePasses([...faces].reverse())).toEqual(merged);
    expect(mergePasses([])).toEqual([]);
  });
});
