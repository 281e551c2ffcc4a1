import type { Accounts } from '../../adapters/accounts/port.ts';
import type { FrameSource, VideoTranscoder } from '../../adapters/frames/port.ts';
import type { ModelRegistry } from '../../adapters/models/port.ts';
import type { Terminal } from './terminal.ts';

/** What commands are given. Adapters are made when they are first asked for. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly frames: () => Promise<FrameSource>;
  readonly transcoder: () => Promise<VideoTranscoder>;
  readonly models: () => Promise<ModelRegistry>;
  /** Accounts of the server that the settings speak of. */
  readonly accounts: () => Promise<{ readonly accounts: Accounts; close(): Promise<void> }>;
  readonly version: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** The command's exit status when it ends without an error. */
  readonly setExitCode: (code: number) => void;
}
