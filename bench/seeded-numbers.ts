/** Random numbers that are the same for the same seed, by the hundred million. */
export interface SeededNumbers {
  /** 0 up to 1. */
  share(): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
}

const TABLE = 65_536;
let normals: Float32Array | null = null;

/** Drawn from a table: computing each would take longer than all that is done with it. */
function tableOfNormals(): Float32Array {
  const next = xorshift(12_345);
  normals ??= Float32Array.from({ length: TABLE }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - next() / 2 ** 32));
    return radius * Math.cos((2 * Math.PI * next()) / 2 ** 32);
  });
  return normals;
}

export function randomNumbers(seed: number): SeededNumbers {
  const next = xorshift(seed);
  const table = tableOfNormals();
  return { share: () => next() / 2 ** 32, normal: () => table[next() >>> 16] ?? 0 };
}

/** Whole numbers of 32 bits. */
function xorshift(seed: number): () => number {
  // Seeds that lie beside each other are to give nothing alike.
  let state = Math.imul((seed ^ (seed >>> 15)) + 0x6d2b79f5, 0x2c1b3c6d);
  state = Math.imul(state ^ (state >>> 12), 0x297a2d39) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
