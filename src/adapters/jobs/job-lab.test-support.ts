/** Jobs, workers and waiting for states of one test, closed when it ends. For test files only. */
import { expect } from 'vitest';
import type { JobDefinition, Jobs, JobView, Work, WorkOptions } from './port.ts';
import { type SampleHandlers, sampleHandlers } from './sample-jobs.test-support.ts';
import type { JobStateName } from './view.ts';

/** What the checks run on. */
export interface JobsTrial {
  /** Jobs of a process of its own, on the Redis that all of the trial share. */
  open(definitions?: readonly JobDefinition[]): Jobs;
  /** How many connections the Redis has. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** Within this time every job of the checks gets where it is expected. */
const PATIENCE = { timeout: 20_000, interval: 15 } as const;
/** The time after which a job of a killed worker is given to another, in the checks. */
export const TAKE_OVER_MS = 2_000;

export interface JobLab {
  readonly trial: JobsTrial;
  readonly jobs: Jobs;
  /** As another process sees it. */
  other(definitions?: readonly JobDefinition[]): Jobs;
  /** Serves all queues, one job at a time each, unless told otherwise. */
  work(handlers?: SampleHandlers, options?: Partial<WorkOptions> & { readonly on?: Jobs }): Promise<Work>;
  /** Waits until the job is in the state. */
  reach<State extends JobStateName>(id: string, state: State): Promise<Extract<JobView, { state: State }>>;
  close(): Promise<void>;
}

export function openJobLab(trial: JobsTrial): JobLab {
  const opened: Jobs[] = [];
  const working: Work[] = [];
  const other: JobLab['other'] = (definitions) => {
    const jobs = trial.open(definitions);
    opened.push(jobs);
    return jobs;
  };
  const jobs = other();
  return {
    trial,
    jobs,
    other,
    async work(handlers, { on = jobs, ...options } = {}) {
      const work = await on.work({
        handlers: sampleHandlers(handlers),
        queues: { singles: 1, wholes: 1, parts: 1 },
        ...options,
      });
      working.push(work);
      return work;
    },
    async reach(id, state) {
      await expect.poll(async () => (await jobs.get(id))?.state, PATIENCE).toBe(state);
      return (await jobs.get(id)) as never;
    },
    async close() {
      await Promise.all(working.map((work) => work.close({ graceMs: 0 })));
      for (const each of opened) await each.close();
      await trial.close();
    },
  };
}

/** A promise that somebody else fulfils: what a handler waits for. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

export function gate(): Gate {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
