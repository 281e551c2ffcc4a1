import { describe, expect, it } from 'vitest';
import { createFaceCoder } from './face-code.ts';

const unit = (values: Float32Array): Float32Array => values.map((value) => value / Math.hypot(...values));
const wave = (dimensions: number, seed: number): Float32Array =>
  unit(Float32Array.from({ length: dimensions }, (_, n) => Math.sin(seed * (n + 1) * 12.9898)));

describe('face code', () => {
  it.each([
    [512, 512, 64],
    [300, 512, 64],
    [128, 128, 64],
    [2, 16, 64],
    [2000, 2048, 256],
  ])('of %i numbers: %i values, %i bytes of signs', (dimensions, width, signBytes) => {
    expect(createFaceCoder(dimensions)).toMatchObject({ width, signBytes });
  });

  it.each([2, 16, 128, 300, 512])(
    'keeps the likeness of %i numbers, and is the same whenever it is made',
    (dimensions) => {
      const [a, b] = [wave(dimensions, 1), wave(dimensions, 2)];
      const coder = createFaceCoder(dimensions);
      const signs = new Uint8Array(coder.signBytes);
      const values = new Int8Array(coder.width);
      const question = new Int16Array(coder.width);
      const unitOfFace = coder.write(a, signs, values);
      const unitOfQuestion = coder.ask(b, new Uint8Array(coder.signBytes), question);
      const sum = values.reduce((all, value, n) => all + value * (question[n] ?? 0), 0);
      const exact = a.reduce((all, value, n) => all + value * (b[n] ?? 0), 0);
      expect(sum * unitOfFace * unitOfQuestion).toBeCloseTo(exact, 2);
      const again = new Uint8Array(coder.signBytes);
      createFaceCoder(dimensions).write(a, again, new Int8Array(coder.width));
      expect(again).toEqual(signs);
    },
  );

  it.each([128, 512])('says by its signs how far apart two of %i numbers are', (dimensions) => {
    const coder = createFaceCoder(dimensions);
    const signsOf = (embedding: Float32Array): Uint8Array => {
      const signs = new Uint8Array(coder.signBytes);
      coder.write(embedding, signs, new Int8Array(coder.width));
      return signs;
    };
    const differing = (a: Uint8Array, b: Uint8Array): number =>
      a.reduce((sum, byte, n) => sum + (byte ^ (b[n] ?? 0)).toString(2).replaceAll('0', '').length, 0);
    const a = wave(dimensions, 1);
    const far = a.map((value) => -value);
    expect(differing(signsOf(a), signsOf(far))).toBe(8 * coder.signBytes);
    for (const share of [0.2, 0.5, 0.8]) {
      const b = wave(dimensions, 3);
      const mixed = unit(a.map((value, n) => share * value + (1 - share) * (b[n] ?? 0)));
      const angle = Math.acos(a.reduce((sum, value, n) => sum + value * (mixed[n] ?? 0), 0));
      const counted = differing(signsOf(a), signsOf(mixed)) / (8 * coder.signBytes);
      expect(Math.abs(counted - angle / Math.PI)).toBeLessThan(0.08);
    }
  });
});
