/**
 * Embeddings as the index keeps them. Each is turned by a fixed rotation, which keeps every likeness and spreads what an
 * embedding says evenly over all its numbers. Then
 *
 * - the signs tell the angle between two faces roughly: of n signs, angle ÷ π differ on average;
 * - the values as signed bytes tell their likeness to within 0.001.
 */

/** Fewer signs tell too little: short embeddings are turned several ways. */
const LEAST_SIGNS = 512;
const SMALLEST_WIDTH = 16;
/** Rounds of random signs and Hadamard's transform. Two leave traces of the order of the numbers, three do not. */
const ROUNDS = 3;
const LARGEST_BYTE = 127;
/** Of the question's values, which are compared as 16 bits: products of 2048 pairs stay within 32 bits. */
const LARGEST_QUESTION_VALUE = 8191;

export interface FaceCoder {
  /** Values per face, a power of two; bytes, too. */
  readonly width: number;
  /** Bytes of signs per face, a multiple of 64. */
  readonly signBytes: number;
  /** Writes signs and values of one embedding. @returns what a value of 1 stands for. */
  write(embedding: Float32Array, signs: Uint8Array, values: Int8Array): number;
  /** The same for a question, whose values are finer. */
  ask(embedding: Float32Array, signs: Uint8Array, values: Int16Array): number;
}

/** For embeddings of so many numbers. The same always. */
export function createFaceCoder(dimensions: number): FaceCoder {
  const width = Math.max(SMALLEST_WIDTH, 2 ** Math.ceil(Math.log2(dimensions)));
  const turns = Math.max(1, LEAST_SIGNS / width);
  const flips = Array.from({ length: turns * ROUNDS }, (_, n) => randomSigns(width, n + 1));
  const turned = new Float32Array(width);
  const turn = (embedding: Float32Array, way: number): void => {
    turned.fill(0);
    turned.set(embedding);
    for (let round = 0; round < ROUNDS; round++) {
      const flip = flips[way * ROUNDS + round] ?? turned;
      for (let n = 0; n < width; n++) turned[n] = (turned[n] ?? 0) * (flip[n] ?? 0);
      transform(turned);
    }
  };
  const writeSigns = (signs: Uint8Array, way: number): void => {
    for (let byte = 0; byte < width / 8; byte++) {
      let bits = 0;
      for (let bit = 0; bit < 8; bit++) if ((turned[8 * byte + bit] ?? 0) < 0) bits |= 1 << bit;
      signs[(way * width) / 8 + byte] = bits;
    }
  };
  const code = (
    embedding: Float32Array,
    signs: Uint8Array,
    { values, largest }: { readonly values: Int8Array | Int16Array; readonly largest: number },
  ): number => {
    for (let way = 1; way < turns; way++) {
      turn(embedding, way);
      writeSigns(signs, way);
    }
    turn(embedding, 0);
    writeSigns(signs, 0);
    let most = 0;
    for (const value of turned) most = Math.max(most, Math.abs(value));
    const unit = most / largest || 1;
    for (let n = 0; n < width; n++) values[n] = Math.round((turned[n] ?? 0) / unit);
    return unit;
  };
  return {
    width,
    signBytes: (turns * width) / 8,
    write: (embedding, signs, values) => code(embedding, signs, { values, largest: LARGEST_BYTE }),
    ask: (embedding, signs, values) => code(embedding, signs, { values, largest: LARGEST_QUESTION_VALUE }),
  };
}

/** 1 and −1 by a generator of its own (xorshift), each divided by √n so that the transform keeps lengths. */
function randomSigns(count: number, seed: number): Float32Array {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  return Float32Array.from({ length: count }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state & 0x10000 ? 1 : -1) / Math.sqrt(count);
  });
}

/** Hadamard's transform in place: every number becomes a sum of all, with signs. */
function transform(values: Float32Array): void {
  for (let half = 1; half < values.length; half *= 2) {
    for (let from = 0; from < values.length; from += 2 * half) {
      for (let n = from; n < from + half; n++) {
        const a = values[n] ?? 0;
        const b = values[n + half] ?? 0;
        values[n] = a + b;
        values[n + half] = a - b;
      }
    }
  }
}
