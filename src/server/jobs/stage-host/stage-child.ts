/** One child process as seen from its parent. */
import { fork } from 'node:child_process';
import type { Glimpse } from '../analyze/glimpse.ts';
import { childProgram } from './child-program.ts';
import { fromFailure } from './failure.ts';
import { type FromChild, fromChild, type ToChild } from './messages.ts';
import type { WantedParts } from './wanted-parts.ts';

/** A child ended, or was ended, in the middle of its work. */
export class StageCrash extends Error {
  override readonly name = 'StageCrash';
}

/** No sign of life for this long: the child hangs inside native code. */
const SILENCE_MS = 120_000;
/** Time to end by itself after an abort: less than whoever runs the analysis gives it, so that no child outlives it. */
const ABORT_MS = 600;
const COMPLAINT_CHARACTERS = 2_000;

export interface StageChild {
  /**
   * Does one piece of work; one at a time. Rejects with the child's own error, with {@link StageCrash} when the
   * process ends or hangs, or with the signal's reason.
   */
  run(work: { job: string; input: unknown }, options: StageChildOptions): Promise<unknown>;
  /** False once the process has ended or been told to. */
  isUsable(): boolean;
  /** CPU seconds by its last word. */
  cpuSeconds(): number;
  /** Ends the process and what it has started; resolves when it is gone. */
  stop(): Promise<void>;
}

export interface StageChildOptions {
  readonly onProgress: (done: number, total: number) => void;
  /** Told now and then what is being looked at; absent: nobody watches. */
  readonly onGlimpse?: ((glimpse: Glimpse) => void) | undefined;
  readonly signal: AbortSignal;
  /** Absent: all parts of the work are. */
  readonly wantedParts?: WantedParts | undefined;
}

interface Listener {
  readonly onMessage: (message: FromChild) => void;
  readonly onEnd: (reason: string) => void;
}

/**
 * Starts a child. It forms a process group of its own, so that Ctrl-C in a terminal reaches the parent alone.
 *
 * @param foundPrograms `FrameSource.foundPrograms` of the parent; absent: the child looks itself.
 */
export function startStageChild(foundPrograms?: unknown): StageChild {
  const { file, flags } = childProgram('child-process');
  const child = fork(file, foundPrograms === undefined ? [] : [JSON.stringify(foundPrograms)], {
    execArgv: flags,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true,
  });
  let usable = true;
  let cpuSeconds = 0;
  let complaint = '';
  let listener: Listener | null = null;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-COMPLAINT_CHARACTERS);
  });
  child.on('message', (raw) => {
    const message = fromChild.parse(raw);
    if ('cpuSeconds' in message) cpuSeconds = message.cpuSeconds;
    listener?.onMessage(message);
  });
  const ended = new Promise<void>((resolve) => {
    const end = (reason: string): void => {
      usable = false;
      listener?.onEnd(reason);
      resolve();
    };
    child.on('error', (error) => {
      if (child.pid === undefined) end(error.message);
    });
    child.on('exit', (code, signal) => end(`${signal ?? `exit code ${code}`}${lastLine(complaint)}`));
  });
  const send = (message: ToChild): void => void child.send(message, () => {});
  const kill = (): void => {
    usable = false;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
  };

  return {
    isUsable: () => usable,
    cpuSeconds: () => cpuSeconds,
    async stop() {
      kill();
      await ended;
    },
    async run(work, { onProgress, onGlimpse, signal, wantedParts }) {
      signal.throwIfAborted();
      let hung = false;
      const patience = setTimeout(() => {
        hung = true;
        kill();
      }, SILENCE_MS);
      let force: NodeJS.Timeout | undefined;
      const abort = (): void => {
        send({ type: 'abort' });
        force = setTimeout(kill, ABORT_MS);
      };
      signal.addEventListener('abort', abort);
      wantedParts?.tell((parts) => send({ type: 'reduce', parts }));
      try {
        return await new Promise<unknown>((resolve, reject) => {
          listener = {
            onMessage(message) {
              patience.refresh();
              if (message.type === 'progress') onProgress(message.done, message.total);
              else if (message.type === 'glimpse') onGlimpse?.(message.glimpse);
              else if (message.type === 'done') resolve(message.result);
              else if (message.type === 'failed') reject(fromFailure(message.failure));
            },
            onEnd: (reason) => reject(new StageCrash(hung ? `no sign of life for ${SILENCE_MS / 1000} s` : reason)),
          };
          send({ type: 'work', ...work, isWatched: onGlimpse !== undefined, parts: wantedParts?.count });
        });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        listener = null;
        wantedParts?.tell(null);
        clearTimeout(patience);
        clearTimeout(force);
        signal.removeEventListener('abort', abort);
      }
    },
  };
}

function lastLine(text: string): string {
  const line = text.trim().split('\n').at(-1);
  return line ? `: ${line}` : '';
}
