import { describe, expect, it } from 'vitest';
import { BLOCK_FACES, instantiateKernel, PLACES } from './scan-kernel.ts';
import { createMemory } from './wasm-module.ts';

const SIGN_BYTES = 128;
const WIDTH = 32;
const PLACE = { signs: 40_000, values: 58_000, distances: 64_000 };

describe('scan kernel', () => {
  const memory = createMemory();
  const kernel = instantiateKernel(memory);
  const bytes = new Uint8Array(memory.buffer);

  it('counts the signs that differ, and how many faces differ by how many', () => {
    bytes.fill(0b1010_1010, PLACES.signs, PLACES.signs + SIGN_BYTES);
    for (let face = 0; face < 3; face++) {
      const start = PLACE.signs + face * SIGN_BYTES;
      bytes.fill(0b1010_1010, start, start + SIGN_BYTES);
      // The first is the same; then bits in the first and in the last byte.
      bytes[start] = (bytes[start] ?? 0) ^ (face > 0 ? 0b11 : 0);
      bytes[start + SIGN_BYTES - 1] = (bytes[start + SIGN_BYTES - 1] ?? 0) ^ (face > 1 ? 0xff : 0);
    }
    kernel.distances(PLACE.signs, PLACE.distances, 3, SIGN_BYTES);
    expect([...new Uint16Array(memory.buffer, PLACE.distances, 3)]).toEqual([0, 2, 10]);
    const histogram = new Uint32Array(memory.buffer, PLACES.histogram, 8 * SIGN_BYTES + 1);
    expect([histogram[0], histogram[1], histogram[2], histogram[10]]).toEqual([1, 0, 1, 1]);
    bytes.fill(0, PLACE.signs, PLACE.signs + SIGN_BYTES).fill(0xff, PLACES.signs, PLACES.signs + SIGN_BYTES);
    kernel.distances(PLACE.signs, PLACE.distances, 1, SIGN_BYTES);
    expect(new Uint16Array(memory.buffer, PLACE.distances, 1)[0]).toBe(8 * SIGN_BYTES);
  });

  it('sums the products of those that are near enough, with signs and without overflow', () => {
    const question = new Int16Array(memory.buffer, PLACES.values, WIDTH);
    const values = new Int8Array(memory.buffer, PLACE.values, 4 * WIDTH);
    for (let n = 0; n < WIDTH; n++) question[n] = n % 2 ? -8191 : 100 * n;
    for (let n = 0; n < values.length; n++) values[n] = ((n * 37) % 255) - 127;
    values.fill(-127, 3 * WIDTH).forEach((_, n) => {
      if (n >= 3 * WIDTH) values[n] = n % 2 ? -127 : 127;
    });
    new Uint16Array(memory.buffer, PLACE.distances, 4).set([5, 6, 2, 0]);
    expect(kernel.likenesses(PLACE.values, PLACE.distances, 4, WIDTH, 5)).toBe(3);
    const sum = (face: number): number =>
      question.reduce((all, value, n) => all + value * (values[face * WIDTH + n] ?? 0), 0);
    const found = [...new Int32Array(memory.buffer, PLACES.found, 6)];
    expect(found).toEqual([0, sum(0), 2, sum(2), 3, sum(3)]);
    expect(sum(3)).toBeGreaterThan(16_000_000);
  });

  it('has room for the answers of a whole block', () => {
    expect(PLACES.found + BLOCK_FACES * 8).toBeLessThanOrEqual(PLACES.blocks);
    expect(PLACES.histogram + 4 * (2048 + 1)).toBeLessThanOrEqual(PLACES.found);
    expect(PLACES.values + 2 * 2048).toBeLessThanOrEqual(PLACES.histogram);
  });
});
