/** Bytes of a WebAssembly module, written instruction by instruction: no compiler is needed, and no binary is kept. */

/** Bytes of instructions, as deep as they are composed. */
export type Code = number | readonly Code[];

export const I32 = 0x7f;
export const I64 = 0x7e;
export const V128 = 0x7b;

export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly results: readonly number[];
  /** Local variables after the parameters. */
  readonly locals: readonly number[];
  readonly body: Code;
}

/** A whole number as LEB128, unsigned. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 0x80);
  }
}

/** As LEB128 with its sign, for constants from 0 on. */
function signed(value: number): number[] {
  const bytes = unsigned(value);
  // The sixth bit of the last byte is the sign.
  const last = bytes.pop() ?? 0;
  return last < 64 ? [...bytes, last] : [...bytes, last | 0x80, 0];
}

export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, unsigned(local)];
export const i32 = (value: number): Code => [0x41, signed(value)];
export const add = (a: Code, b: Code): Code => [a, b, 0x6a];
export const multiply = (a: Code, b: Code): Code => [a, b, 0x6c];
export const isLess = (a: Code, b: Code): Code => [a, b, 0x49];
export const advance = (local: number, by: Code): Code => set(local, add(get(local), by));

/** Loads and stores take an address and a constant that is added to it. */
const at = (address: Code, opcode: Code, offset: number): Code => [address, opcode, 0, unsigned(offset)];
export const loadI64 = (address: Code, offset = 0): Code => at(address, 0x29, offset);
export const loadU16 = (address: Code): Code => at(address, 0x2f, 0);
export const loadI32 = (address: Code, offset = 0): Code => at(address, 0x28, offset);
export const loadV128 = (address: Code, offset = 0): Code => at(address, [0xfd, 0], offset);
export const storeI32 = (address: Code, value: Code, offset = 0): Code => [address, value, 0x36, 0, unsigned(offset)];
export const storeU16 = (address: Code, value: Code): Code => [address, value, 0x3b, 0, 0];

const simd = (opcode: number): Code => [0xfd, unsigned(opcode)];
/** The lower and the upper eight of sixteen signed bytes, as numbers of 16 bits. */
export const lowBytes = (value: Code): Code => [value, simd(0x87)];
export const highBytes = (value: Code): Code => [value, simd(0x88)];
/** Products of eight pairs of 16 bits, summed to four numbers of 32. */
export const dotI16 = (a: Code, b: Code): Code => [a, b, simd(0xba)];
export const addI32x4 = (a: Code, b: Code): Code => [a, b, simd(0xae)];
export const zeroI32x4: Code = [i32(0), simd(0x11)];
export const laneI32 = (value: Code, lane: number): Code => [value, simd(0x1b), lane];

/** How many of 64 bits differ. */
export const differingBits = (a: Code, b: Code): Code => [a, b, 0x85, 0x7b];
export const addI64 = (a: Code, b: Code): Code => [a, b, 0x7c];
export const zeroI64: Code = [0x42, 0];
export const wrapI64 = (value: Code): Code => [value, 0xa7];

/** Runs `body`, and again while `condition` is not 0. */
export const repeat = (body: Code, condition: Code): Code => [0x03, 0x40, body, condition, 0x0d, 0, 0x0b];
export const when = (condition: Code, body: Code): Code => [condition, 0x04, 0x40, body, 0x0b];
export const isAtMost = (a: Code, b: Code): Code => [a, b, 0x4d];

/** A module with these functions, which work in the memory `env.memory`. */
function assemble(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const text = (value: string): Code => [unsigned(value.length), [...Buffer.from(value, 'ascii')]];
  const list = (items: readonly Code[]): Code => [unsigned(items.length), items];
  const sized = (code: Code): Code => {
    const bytes = flatten(code);
    return [unsigned(bytes.length), bytes];
  };
  const section = (id: number, items: readonly Code[]): Code => [id, sized(list(items))];
  const types = functions.map(({ parameters, results }): Code => [0x60, list(parameters), list(results)]);
  const memory: Code = [text('env'), text('memory'), 0x02, 0x00, unsigned(1)];
  const exported = functions.map(({ name }, index): Code => [text(name), 0x00, unsigned(index)]);
  const bodies = functions.map(({ locals, body }) => sized([list(locals.map((type): Code => [1, type])), body, 0x0b]));
  return Uint8Array.from(
    flatten([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, types),
      section(2, [memory]),
      section(
        3,
        functions.map((_, index) => unsigned(index)),
      ),
      section(7, exported),
      section(10, bodies),
    ]),
  );
}

const flatten = (code: Code): number[] => (typeof code === 'number' ? [code] : code.flatMap(flatten));

/** Grows by pages of 64 KiB, which gives it another buffer. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** @throws RangeError when there is no more. */
  grow(pages: number): number;
}

/** What is used of the standard's namespace, which the types of Node.js name without its content. */
interface Wasm {
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: WasmMemory } },
  ) => { readonly exports: object };
}
const wasm = (): Wasm => (globalThis as unknown as { readonly WebAssembly: Wasm }).WebAssembly;

export const createMemory = (): WasmMemory => new (wasm().Memory)({ initial: 1 });

/** The functions by their names, at work in `memory`. */
export function instantiate(functions: readonly WasmFunction[], memory: WasmMemory): object {
  const { Module, Instance } = wasm();
  return new Instance(new Module(assemble(functions)), { env: { memory } }).exports;
}
