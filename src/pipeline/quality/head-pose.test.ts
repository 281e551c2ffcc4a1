import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ARCFACE_TEMPLATE } from '../align/warp-face.ts';
import { mapPoints, templateUnder } from '../made-up-faces.test-support.ts';
import type { FivePoints, Point } from '../units.ts';
import { frontality } from './head-pose.ts';

/** Depth towards the camera in template pixels: the nose stands out, eyes and mouth lie on one plane. */
const NOSE_DEPTH = 14;

/** The template seen from the side: turned about the vertical axis through the middle of the face. */
function turnedHead(degrees: number): FivePoints {
  const angle = (degrees * Math.PI) / 180;
  const turn = ({ x, y }: Point, depth: number): Point => ({
    x: 56 + (x - 56) * Math.cos(angle) + depth * Math.sin(angle),
    y,
  });
  return { ...mapPoints(ARCFACE_TEMPLATE, (p) => turn(p, 0)), nose: turn(ARCFACE_TEMPLATE.nose, NOSE_DEPTH) };
}

it('is 1 for the mean frontal face', () => {
  expect(frontality(ARCFACE_TEMPLATE)).toBeCloseTo(1, 3);
});

it('falls as the head turns to either side, to almost nothing at 60°', () => {
  for (const side of [-1, 1]) {
    const values = [0, 10, 20, 30, 40].map((degrees) => frontality(turnedHead(side * degrees)));
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThan(values[i - 1] ?? 0);
    expect(frontality(turnedHead(side * 60))).toBeLessThan(0.1);
  }
});

it('does not care where the face is, how large, or how the head is tilted', () => {
  const number = fc.integer({ min: -500, max: 500 });
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 60 }), number, number, number, (yaw, tilt, x, y) => {
      const angle = (tilt * Math.PI) / 500;
      const scale = 0.3 + Math.abs(x) / 100;
      const transform = { a: scale * Math.cos(angle), b: scale * Math.sin(angle), tx: x, ty: y };
      const head = turnedHead(yaw);
      const moved = mapPoints(head, ({ x: u, y: v }) => ({
        x: transform.a * u - transform.b * v + x,
        y: transform.b * u + transform.a * v + y,
      }));
      expect(frontality(moved)).toBeCloseTo(frontality(head), 6);
    }),
  );
});

it('is 0 for points that coincide, and for a nose outside the eyes', () => {
  expect(frontality(templateUnder({ a: 0, b: 0, tx: 3, ty: 3 }))).toBe(0);
  expect(frontality({ ...ARCFACE_TEMPLATE, nose: { x: 20, y: 70 } })).toBe(0);
});
