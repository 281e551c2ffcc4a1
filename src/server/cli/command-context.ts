import type { FrameSource } from '../../adapters/frames/port.ts';
import type { ModelRegistry } from '../../adapters/models/port.ts';
import type { Terminal } from './terminal.ts';

/** What commands are given. Adapters are made when they are first asked for. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly frames: () => Promise<FrameSource>;
  readonly models: () => Promise<ModelRegistry>;
  readonly version: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** The command's exit status when it ends without an error. */
  readonly setExitCode: (code: number) => void;
}
