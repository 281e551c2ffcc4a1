import { spawn } from 'node:child_process';
import { complaintIn } from '../evaluation/child-complaint.ts';
import { UserError } from '../src/errors.ts';
import { peakOf, type TreeMemory, treeMemory } from './process-memory.ts';

const SAMPLE_EVERY_MS = 100;

/**
 * Runs a program to its end, its output thrown away.
 *
 * @returns wall-clock seconds.
 * @throws UserError with the last line it complained with, when it fails.
 */
export async function timeProcess(program: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  await startProcess(program, args).ended;
  return (performance.now() - started) / 1000;
}

/**
 * Runs a program to its end as {@link timeProcess} does, and looks ten times a second at what it and its descendants
 * hold. Not timed as well: looking costs the program up to a fifth of its speed, as the kernel walks every page.
 *
 * @returns the largest figures.
 */
export async function measureMemory(program: string, args: readonly string[]): Promise<TreeMemory> {
  const { pid, ended } = startProcess(program, args);
  let peak: TreeMemory = { pssBytes: 0, rssBytes: 0, processes: 0 };
  const sampling = setInterval(() => {
    if (pid !== undefined) peak = peakOf(peak, treeMemory(pid));
  }, SAMPLE_EVERY_MS);
  try {
    await ended;
  } finally {
    clearInterval(sampling);
  }
  return peak;
}

function startProcess(program: string, args: readonly string[]): { pid: number | undefined; ended: Promise<void> } {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4000);
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', (cause) => {
      reject(new UserError('bench.not-started', `${program} could not be started: ${cause.message}`, { cause }));
    });
    child.on('close', (code, signal) => {
      if (code === 0) return resolve();
      const reason = complaintIn(complaint);
      reject(new UserError('bench.failed', `${program} ended with ${signal ?? `exit code ${code}`}: ${reason}`));
    });
  });
  return { pid: child.pid, ended };
}
