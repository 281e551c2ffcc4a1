/**
 * The pulse of a worker: a few times a second it says that its jobs live and learns which are to stop. It asks instead of being
 * told, so a cancellation that comes while the connection is lost is found when it is back.
 */
import { decodeFailure, errorOf } from '../job-failure.ts';
import { beatJobs } from '../scripts/beat-jobs.ts';
import type { ScriptClient } from '../scripts/script-client.ts';
import { announceWorker, type ServedQueue, withdrawWorker } from '../scripts/workers.ts';
import { jobKey } from '../stored-job.ts';
import type { RunSet } from './job-run.ts';

/** A job that is cancelled has to know it within a second. */
const ASK_EVERY_MS = 400;
/** How often it is written down that jobs and worker live. */
const SAY_EVERY_MS = 2_000;

export interface Pulse {
  /** Takes no more jobs; those that run still have a pulse. */
  withdraw(): Promise<void>;
  stop(): void;
}

export interface PulseOptions {
  readonly client: ScriptClient;
  readonly runs: RunSet;
  readonly served: readonly ServedQueue[];
  readonly onProblem: (error: Error) => void;
}

export async function startPulse({ client, runs, served, onProblem }: PulseOptions): Promise<Pulse> {
  let saidAt = performance.now();
  let isServing = true;
  let beating: Promise<void> | null = null;
  await announceWorker(client, served);

  const ask = async (): Promise<void> => {
    const asked = [...runs];
    const marks = await beatJobs(
      client,
      asked.map(({ job }) => jobKey(job)),
      SAY_EVERY_MS,
    );
    asked.forEach((run, i) => {
      const mark = marks[i];
      if (mark) run.stop(errorOf(decodeFailure(mark)));
    });
  };
  const beat = async (): Promise<void> => {
    try {
      if (runs.size > 0) await ask();
      if (isServing && performance.now() - saidAt >= SAY_EVERY_MS) {
        saidAt = performance.now();
        await announceWorker(client, served);
      }
    } catch (error) {
      onProblem(error instanceof Error ? error : new Error(String(error)));
    }
  };
  // One at a time: while Redis is away, the first one waits for it.
  const timer = setInterval(() => {
    // Not inside of `beat`: with nothing to do it ends before it is assigned, and would stand in the way for ever.
    beating ??= beat().finally(() => {
      beating = null;
    });
  }, ASK_EVERY_MS);
  return {
    async withdraw() {
      isServing = false;
      await beating;
      await withdrawWorker(client, served);
    },
    stop: () => clearInterval(timer),
  };
}
