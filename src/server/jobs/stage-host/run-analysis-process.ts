/** An analysis in a process of its own, as seen from its parent. */
import { fork } from 'node:child_process';
import { UserError } from '../../../errors.ts';
import type { Preview } from '../analyze/glimpse.ts';
import type { RunEvent } from '../analyze/run-events.ts';
import { fromAnalysis, type ProcessRequest, type ToAnalysis } from './analysis-messages.ts';
import { childProgram } from './child-program.ts';
import { fromFailure } from './failure.ts';

/** Time to end by itself after an abort; what it has finished by then is kept. */
const ABORT_MS = 1_000;
const COMPLAINT_CHARACTERS = 2_000;

export interface ProcessOptions {
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  /** Told every few seconds what has been seen. */
  readonly onPreview?: (preview: Preview) => void;
}

/**
 * Resolves when the process is gone and the analysis was done.
 *
 * @throws the analysis' own error; UserError `analysis.crashed` when the process ended in the middle; the signal's reason.
 */
export async function runAnalysisProcess(
  request: ProcessRequest,
  { signal, onEvent, onPreview }: ProcessOptions,
): Promise<void> {
  signal.throwIfAborted();
  const { file, flags } = childProgram('analysis-process');
  // A process group of its own: Ctrl-C in a terminal reaches the worker alone, which ends it in good order.
  const child = fork(file, [], { execArgv: flags, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], detached: true });
  let complaint = '';
  let outcome: Error | 'done' | null = null;
  let kill: NodeJS.Timeout | undefined;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-COMPLAINT_CHARACTERS);
  });
  child.on('message', (raw) => {
    const message = fromAnalysis.parse(raw);
    if (message.type === 'event') onEvent(message.event);
    else if (message.type === 'preview') onPreview?.(message.preview);
    else outcome = message.type === 'done' ? 'done' : fromFailure(message.failure);
  });
  const say = (message: ToAnalysis): void => void (child.connected && child.send(message, () => {}));
  const stop = (): void => {
    say({ type: 'abort' });
    kill = setTimeout(() => child.kill('SIGKILL'), ABORT_MS);
  };
  signal.addEventListener('abort', stop);
  try {
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('close', (code, by) => resolve(by ? `it was ended by ${by}` : `it ended with status ${code}`));
    });
    say({ type: 'analyze', request });
    const how = await ended;
    signal.throwIfAborted();
    if (outcome === 'done') return;
    throw outcome ?? crashed(how, complaint);
  } finally {
    clearTimeout(kill);
    signal.removeEventListener('abort', stop);
  }
}

function crashed(how: string, complaint: string): UserError {
  const last = complaint.trim().split('\n').at(-1);
  return new UserError(
    'analysis.crashed',
    `The process that analyses the video is gone: ${how}${last ? ` (${last})` : ''}. Often memory runs out: close other programs, or set SCREENALYTICS_CHILDREN to 1.`,
    { retryable: true },
  );
}
