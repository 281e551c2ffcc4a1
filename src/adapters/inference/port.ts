/** Port: open a verified network file and run it. */
import type { RunModel } from '../../pipeline/units.ts';

export interface OpenModelOptions {
  /** Absolute path of a file whose hash has been verified by the models port. */
  readonly file: string;
  /** Threads inside one operator. 1 gives the same bytes on every machine. */
  readonly threads: number;
}

export interface ModelSession {
  readonly run: RunModel;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  close(): Promise<void>;
}

export interface InferenceEngine {
  open(options: OpenModelOptions): Promise<ModelSession>;
}
