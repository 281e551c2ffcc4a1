/** Builds the smallest ONNX files there are, so that tests can compare a run with hand-computed values. For test files only. */

/** Element types by their number in ONNX's `TensorProto.DataType`. */
const ELEMENT_TYPES = { float32: 1, bool: 9 } as const;

/**
 * A network with one operator from float32 `x` of shape [3] to `y` of shape [3], as the bytes of an ONNX file
 * (protocol buffers, opset 13). Field numbers are those of `onnx.proto`.
 */
export function oneOperatorModel(operator: string, options: { output: keyof typeof ELEMENT_TYPES }): Uint8Array {
  const node = [text(1, 'x'), text(2, 'y'), text(4, operator)];
  const graph = [
    message(1, node),
    text(2, 'one'),
    message(11, value('x', 1)),
    message(12, value('y', ELEMENT_TYPES[options.output])),
  ];
  const opset = [text(1, ''), number(2, 13)];
  return Uint8Array.from([...number(1, 7), ...message(7, graph), ...message(8, opset)]);
}

/** A `ValueInfoProto`: a tensor of three elements. */
function value(name: string, elementType: number): number[][] {
  const shape = [message(1, [number(1, 3)])];
  const type = [message(1, [number(1, elementType), message(2, shape)])];
  return [text(1, name), message(2, type)];
}

const number = (field: number, small: number): number[] => [field << 3, small];
const text = (field: number, content: string): number[] => delimited(field, [...Buffer.from(content)]);
const message = (field: number, parts: number[][]): number[] => delimited(field, parts.flat());

/** A length-delimited field; the length is one byte, so content stays under 128 bytes. */
function delimited(field: number, content: number[]): number[] {
  if (content.length > 127) throw new RangeError('the tiny encoder writes one-byte lengths only');
  return [(field << 3) | 2, content.length, ...content];
}
