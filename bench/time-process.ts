import { spawn } from 'node:child_process';
import { complaintIn } from '../evaluation/child-complaint.ts';
import { UserError } from '../src/errors.ts';
import { peakOf, type TreeMemory, treeMemory } from './process-memory.ts';

const SAMPLE_EVERY_MS = 100;

export interface TimedProcess {
  readonly wallSeconds: number;
  /** Largest memory of the process and its descendants, looked at ten times a second. */
  readonly peak: TreeMemory;
}

/**
 * Runs a program to its end, its output thrown away, and measures it.
 *
 * @throws UserError with the last line it complained with, when it fails.
 */
export function timeProcess(program: string, args: readonly string[]): Promise<TimedProcess> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let peak: TreeMemory = { pssBytes: 0, rssBytes: 0, processes: 0 };
    const sampling = setInterval(() => {
      if (child.pid !== undefined) peak = peakOf(peak, treeMemory(child.pid));
    }, SAMPLE_EVERY_MS);
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-4000);
    });
    child.on('error', (cause) => {
      clearInterval(sampling);
      reject(new UserError('bench.not-started', `${program} could not be started: ${cause.message}`, { cause }));
    });
    child.on('close', (code, signal) => {
      clearInterval(sampling);
      const wallSeconds = (performance.now() - started) / 1000;
      if (code === 0) return resolve({ wallSeconds, peak });
      const reason = complaintIn(complaint);
      reject(new UserError('bench.failed', `${program} ended with ${signal ?? `exit code ${code}`}: ${reason}`));
    });
  });
}
