/** Implementation of the inference port on ONNX Runtime's CPU provider. */
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { UserError } from '../../errors.ts';
import type { RunModel, Tensor } from '../../pipeline/units.ts';
import type { InferenceEngine, ModelSession } from './port.ts';
import { splitPrelu } from './split-prelu.ts';

const LOG_ERRORS_ONLY = 3;

/**
 * Engine that runs networks with float32 inputs and outputs, one operator after the other.
 *
 * A run is a synchronous native call on the calling thread: keep it off threads that must stay responsive. Output
 * tensors are fresh on every run and belong to the caller; input data is read in place and never written.
 * Opening throws a `UserError` with code `inference.bad-model` for a file that is no ONNX network this runtime
 * knows, and `inference.unsupported-type` for a network with inputs or outputs other than float32.
 */
export function createOnnxEngine(): InferenceEngine {
  return {
    async open({ file, threads }) {
      if (!Number.isInteger(threads) || threads < 1) throw new RangeError(`threads must be 1 or more, not ${threads}`);
      const session = await createSession(file, threads);
      try {
        requireFloat32(session, file);
      } catch (error) {
        await session.release();
        throw error;
      }
      return wrapSession(session, file);
    },
  };
}

async function createSession(file: string, threads: number): Promise<InferenceSession> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: LOG_ERRORS_ONLY,
  };
  const faster = await fasterForm(file);
  if (faster !== null) {
    try {
      return await InferenceSession.create(faster, options);
    } catch {
      // Then as it is: slower, but right.
    }
  }
  try {
    return await InferenceSession.create(file, options);
  } catch (cause) {
    const reason = firstLine(cause);
    throw new UserError(
      'inference.bad-model',
      `${file} cannot be opened as an ONNX network (${reason}): use a model exported for ONNX Runtime 1.30 or older`,
      { cause },
    );
  }
}

/** Null when there is none, or the file cannot be read as a network: then the runtime says what is wrong with it. */
async function fasterForm(file: string): Promise<Uint8Array | null> {
  try {
    return splitPrelu(await readFile(file));
  } catch {
    return null;
  }
}

function requireFloat32(session: InferenceSession, file: string): void {
  const sides = { input: session.inputMetadata, output: session.outputMetadata };
  for (const [side, values] of Object.entries(sides)) {
    for (const value of values) {
      const type = value.isTensor ? value.type : 'not a tensor';
      if (type === 'float32') continue;
      throw new UserError(
        'inference.unsupported-type',
        `${file}: ${side} "${value.name}" is ${type}, only float32 is supported: export the model with float32 ${side}s`,
      );
    }
  }
}

function wrapSession(session: InferenceSession, file: string): ModelSession {
  let closed = false;
  const run: RunModel = async (inputs) => {
    if (closed) throw new Error(`${file} was closed before this run`);
    const feeds: Record<string, OrtTensor> = {};
    for (const [name, tensor] of Object.entries(inputs)) {
      if (!session.inputNames.includes(name)) {
        throw new Error(`${file} has no input "${name}", only ${session.inputNames.join(', ')}`);
      }
      feeds[name] = new OrtTensor('float32', tensor.data, tensor.dims);
    }
    const results = await session.run(feeds);
    const outputs: Record<string, Tensor> = {};
    for (const name of session.outputNames) outputs[name] = toTensor(results[name], name, file);
    return outputs;
  };
  return {
    run,
    inputs: session.inputNames,
    outputs: session.outputNames,
    async close() {
      if (closed) return;
      closed = true;
      await session.release();
    },
  };
}

function toTensor(value: unknown, name: string, file: string): Tensor {
  if (!(value instanceof OrtTensor) || !(value.data instanceof Float32Array)) {
    throw new Error(`${file}: output "${name}" is no float32 tensor`);
  }
  return { data: value.data, dims: value.dims };
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? '';
}
