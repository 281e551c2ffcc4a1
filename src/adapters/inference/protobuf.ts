/** Just enough of the protocol buffers wire format (protobuf.dev/programming-guides/encoding) to edit an ONNX file. Pure. */

export interface Field {
  readonly number: number;
  /** Content of a length-delimited or fixed-size field; empty for a varint. */
  readonly content: Uint8Array;
  /** A varint's value; 0 for other fields. */
  readonly value: number;
  /** The whole field with its tag, to hand on as it is. */
  readonly bytes: Uint8Array;
}

const VARINT = 0;
const FIXED_64 = 1;
const DELIMITED = 2;
const FIXED_32 = 5;

/**
 * Fields of a message in their order.
 *
 * @throws RangeError for what is no message.
 */
export function* readFields(message: Uint8Array): Generator<Field, void> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('The message ends in the middle of a field.');
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const start = at;
    const tag = varint();
    const kind = tag % 8;
    const value = kind === VARINT ? varint() : 0;
    const size = kind === VARINT ? 0 : kind === DELIMITED ? varint() : sizeOf(kind);
    const content = message.subarray(at, at + size);
    if (content.length < size) throw new RangeError('The message ends in the middle of a field.');
    at += size;
    yield { number: (tag - kind) / 8, content, value, bytes: message.subarray(start, at) };
  }
}

function sizeOf(kind: number): number {
  if (kind === FIXED_32) return 4;
  if (kind === FIXED_64) return 8;
  throw new RangeError(`There are no fields of wire type ${kind}.`);
}

/** The numbers of a packed list. */
export function readVarints(content: Uint8Array): number[] {
  const values: number[] = [];
  let value = 0;
  let unit = 1;
  for (const byte of content) {
    value += (byte & 127) * unit;
    unit *= 128;
    if (byte >= 128) continue;
    values.push(value);
    [value, unit] = [0, 1];
  }
  return values;
}

export function varintField(number: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(8 * number + VARINT), ...varint(value)]);
}

export function textField(number: number, text: string): Uint8Array {
  return messageField(number, [new TextEncoder().encode(text)]);
}

/** @param parts the content in pieces, for instance encoded fields. */
export function messageField(number: number, parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Uint8Array.from([...varint(8 * number + DELIMITED), ...varint(size)]), ...parts]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}
