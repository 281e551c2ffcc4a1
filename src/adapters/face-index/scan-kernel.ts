/**
 * The two loops in which a search spends its time, as WebAssembly: with its popcount and its vectors of 128 bits they take a
 * tenth of what JavaScript does. They work on blocks of faces that lie in one memory:
 *
 * - `distances` compares the signs of every face with those of the question, 512 bits in a few nanoseconds;
 * - `likenesses` compares the values of those faces whose signs differ little enough.
 */
import {
  add,
  addI32x4,
  addI64,
  advance,
  differingBits,
  dotI16,
  get,
  highBytes,
  I32,
  I64,
  i32,
  instantiate,
  isAtMost,
  isLess,
  laneI32,
  loadI32,
  loadI64,
  loadU16,
  loadV128,
  lowBytes,
  multiply,
  repeat,
  set,
  storeI32,
  storeU16,
  V128,
  type WasmFunction,
  type WasmMemory,
  when,
  wrapI64,
  zeroI32x4,
  zeroI64,
} from './wasm-module.ts';

/** Where in the memory the question and the answers are, in bytes. Blocks begin at `blocks`. */
export const PLACES = { signs: 0, values: 1024, histogram: 8192, found: 24576, blocks: 32768 } as const;
/** Faces per block: what one call looks at. A block belongs to one run, so half of one is lost per run. */
export const BLOCK_FACES = 128;
/** Signs are compared by so many bytes at a time; their number is a multiple of it. */
const SIGN_STEP = 64;

export interface ScanKernel {
  /**
   * Writes for each of `count` (≥ 1) faces how many signs differ from the question's, as 16 bits each, and counts in the
   * histogram. `signBytes` is a multiple of 64.
   */
  distances(signs: number, distances: number, count: number, signBytes: number): void;
  /**
   * Sums of products with the question's values (16 bits each) for the faces whose distance is at most `most`: pairs of
   * place in the block and sum, 32 bits each, from `PLACES.found` on. `width` is a multiple of 16.
   *
   * @returns how many pairs there are.
   */
  likenesses(values: number, distances: number, count: number, width: number, most: number): number;
}

function distances(): WasmFunction {
  const [signs, result, count, signBytes, question, end, last, bits, bin] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const words = Array.from({ length: SIGN_STEP / 8 }, (_, n) => 8 * n);
  const step = words.reduce<readonly number[] | ReturnType<typeof get>>(
    (sum, n) => addI64(sum, differingBits(loadI64(get(signs), n), loadI64(get(question), n))),
    get(bits),
  );
  const oneFace = [
    set(bits, zeroI64),
    set(question, i32(PLACES.signs)),
    set(end, add(get(signs), get(signBytes))),
    repeat(
      [set(bits, step), advance(signs, i32(SIGN_STEP)), advance(question, i32(SIGN_STEP))],
      isLess(get(signs), get(end)),
    ),
    storeU16(get(result), wrapI64(get(bits))),
    advance(result, i32(2)),
    set(bin, multiply(wrapI64(get(bits)), i32(4))),
    storeI32(get(bin), add(loadI32(get(bin), PLACES.histogram), i32(1)), PLACES.histogram),
  ];
  return {
    name: 'distances',
    parameters: [I32, I32, I32, I32],
    results: [],
    locals: [I32, I32, I32, I64, I32],
    body: [
      set(last, add(get(signs), multiply(get(count), get(signBytes)))),
      repeat(oneFace, isLess(get(signs), get(last))),
    ],
  };
}

function likenesses(): WasmFunction {
  const [values, result, count, width, most, place, found, at, question, end, sum, bytes] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ];
  const sixteen = [
    set(bytes, loadV128(get(at))),
    set(sum, addI32x4(get(sum), dotI16(lowBytes(get(bytes)), loadV128(get(question))))),
    set(sum, addI32x4(get(sum), dotI16(highBytes(get(bytes)), loadV128(get(question), 16)))),
    advance(at, i32(16)),
    advance(question, i32(32)),
  ];
  const total = [1, 2, 3].reduce((all, lane) => add(all, laneI32(get(sum), lane)), laneI32(get(sum), 0));
  const oneFace = [
    set(sum, zeroI32x4),
    set(at, get(values)),
    set(question, i32(PLACES.values)),
    set(end, add(get(values), get(width))),
    repeat(sixteen, isLess(get(at), get(end))),
    storeI32(get(found), get(place)),
    storeI32(get(found), total, 4),
    advance(found, i32(8)),
  ];
  return {
    name: 'likenesses',
    parameters: [I32, I32, I32, I32, I32],
    results: [I32],
    locals: [I32, I32, I32, I32, I32, V128, V128],
    body: [
      set(found, i32(PLACES.found)),
      repeat(
        [
          when(isAtMost(loadU16(get(result)), get(most)), oneFace),
          advance(values, get(width)),
          advance(result, i32(2)),
          advance(place, i32(1)),
        ],
        isLess(get(place), get(count)),
      ),
      // Bytes of the pairs, by eight.
      [get(found), i32(PLACES.found), 0x6b, i32(3), 0x76],
    ],
  };
}

/** Both loops, at work in `memory`. */
export function instantiateKernel(memory: WasmMemory): ScanKernel {
  return instantiate([distances(), likenesses()], memory) as ScanKernel;
}
