import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneOperatorModel } from './one-operator-model.test-support.ts';
import { createOnnxEngine } from './onnx.ts';
import { messageField, readFields, readVarints, textField, varintField } from './protobuf.ts';
import { splitPrelu } from './split-prelu.ts';

const CHANNELS = 16;

/** PRelu over `x` of shape [1, 16, 5, 7] with one slope per channel, as an ONNX file (field numbers of onnx.proto). */
function preluModel(slope: Float32Array, dims: readonly number[]): Uint8Array {
  const value = (name: string): Uint8Array[] => {
    const sizes = [1, CHANNELS, 5, 7].map((size) => messageField(1, [varintField(1, size)]));
    return [textField(1, name), messageField(2, [messageField(1, [varintField(1, 1), messageField(2, sizes)])])];
  };
  const node = [textField(1, 'x'), textField(1, 'slope'), textField(2, 'y'), textField(4, 'PRelu')];
  const raw = messageField(9, [new Uint8Array(slope.buffer)]);
  const constant = [...dims.map((size) => varintField(1, size)), varintField(2, 1), textField(8, 'slope'), raw];
  const graph = [
    messageField(1, node),
    textField(2, 'prelu'),
    messageField(5, constant),
    messageField(11, value('x')),
    messageField(12, value('y')),
  ];
  const opset = messageField(8, [textField(1, ''), varintField(2, 13)]);
  return Buffer.concat([varintField(1, 7), messageField(7, graph), opset]);
}

const operators = (model: Uint8Array): string[] => {
  const graph = [...readFields(model)].find(({ number }) => number === 7)?.content ?? new Uint8Array();
  const nodes = [...readFields(graph)].filter(({ number }) => number === 1);
  return nodes.map(({ content }) => {
    const operator = [...readFields(content)].find(({ number }) => number === 4)?.content;
    return new TextDecoder().decode(operator);
  });
};

describe('splitPrelu', () => {
  const slope = Float32Array.from({ length: CHANNELS }, (_, channel) => channel / 7 - 1);
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'prelu-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('leaves no PRelu behind, and the engine computes x where x > 0, else slope · x, to the last bit', async () => {
    const model = preluModel(slope, [CHANNELS, 1, 1]);
    expect(operators(splitPrelu(model) ?? model)).toEqual(['Conv', 'Relu', 'Relu', 'Conv', 'Add']);
    const file = path.join(directory, 'prelu.onnx');
    await writeFile(file, model);
    const session = await createOnnxEngine().open({ file, threads: 1 });
    const x = Float32Array.from({ length: CHANNELS * 35 }, (_, i) => 3 * Math.sin(i * i));
    const { y } = await session.run({ x: { data: x, dims: [1, CHANNELS, 5, 7] } });
    await session.close();
    const wanted = x.map((value, i) => (value > 0 ? value : value * (slope[Math.floor(i / 35)] ?? 0)));
    // −0 and 0 are the same to whatever follows.
    expect(y?.data.map((value) => value + 0)).toEqual(wanted.map((value) => value + 0));
  });

  it('has nothing to do without PRelu, or where the slopes are not one per channel', () => {
    expect(splitPrelu(oneOperatorModel('Abs', { output: 'float32' }))).toBeNull();
    expect(splitPrelu(preluModel(slope, [1, 4, 4]))).toBeNull();
    expect(splitPrelu(preluModel(slope, [CHANNELS]))).toBeNull();
  });

  it('throws for what is no network', () => {
    expect(() => splitPrelu(Buffer.from('this is no network'))).toThrow(RangeError);
  });
});

describe('protobuf', () => {
  it('reads what it writes, large numbers and long texts too', () => {
    const long = 'ü'.repeat(300);
    const message = Buffer.concat([varintField(3, 5_000_000_000), textField(200, long)]);
    const [number, text] = [...readFields(message)];
    expect(number).toMatchObject({ number: 3, value: 5_000_000_000 });
    expect(text?.number).toBe(200);
    expect(new TextDecoder().decode(text?.content)).toBe(long);
  });

  it('reads packed lists: 1, 300 and 2', () => {
    expect(readVarints(Uint8Array.of(1, 0xac, 2, 2))).toEqual([1, 300, 2]);
  });

  it('refuses a message that breaks off', () => {
    const message = textField(1, 'whole');
    expect(() => [...readFields(message.subarray(0, 4))]).toThrow(/in the middle/);
  });
});
