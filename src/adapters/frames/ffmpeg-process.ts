import { spawn } from 'node:child_process';
import os from 'node:os';
import type { Readable } from 'node:stream';
import { createDecoderLog, type DecoderLog } from './decoder-log.ts';
import { TIMES_FD } from './ffmpeg-arguments.ts';
import { ffmpegEnvironment } from './ffmpeg-environment.ts';

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started. */
  readonly startError: Error | null;
}

/** A running ffmpeg. */
export interface FfmpegProcess {
  readonly pictures: Readable;
  readonly times: Readable;
  readonly log: DecoderLog;
  /** Ends it at once; the pipes then end as they do when it finishes. It writes no file, so nothing is lost. */
  kill(): void;
  /** From now on it takes what time others leave: for work that nobody waits for. */
  yieldToOthers(): void;
  /** Ends it, closes the pipes and resolves when the system has taken it away. It may be called at any time, also twice. */
  stop(): Promise<void>;
  /** Resolves when it has ended; never rejects. */
  readonly ended: Promise<ProcessEnd>;
}

export function startFfmpeg(program: string, args: readonly string[]): FfmpegProcess {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
    env: ffmpegEnvironment(),
  });
  const log = createDecoderLog();
  const [pictures, complaints, times] = [1, 2, TIMES_FD].map((fd) => child.stdio[fd]) as [Readable, Readable, Readable];
  complaints.setEncoding('utf8').on('data', log.write);
  let startError: Error | null = null;
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.on('error', (error) => {
      startError ??= error;
      // A process that never started reports no 'close'.
      if (child.pid === undefined) resolve({ code: null, signal: null, startError });
    });
    child.on('close', (code, signal) => resolve({ code, signal, startError }));
  });
  return {
    pictures,
    times,
    log,
    ended,
    kill: () => void child.kill('SIGKILL'),
    yieldToOthers() {
      try {
        if (child.pid !== undefined) os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW);
      } catch {
        // It has ended already, or the system does not allow it: then it is as quick as the others.
      }
    },
    async stop() {
      child.kill('SIGKILL');
      for (const stream of [pictures, times, complaints]) stream.destroy();
      await ended;
    },
  };
}
