/** Several stage children that share a queue of work. */
import { UserError } from '../../../errors.ts';
import type { Glimpse } from '../analyze/glimpse.ts';
import { type StageChild, StageCrash, startStageChild } from './stage-child.ts';
import type { StageJob } from './stage-job.ts';
import type { WantedParts } from './wanted-parts.ts';

export interface StagePool {
  /** Starts children now, so that they are ready when there is work: as many as `count` says in all; absent: all. */
  warm(count?: number): void;
  /**
   * Does one piece of work in some child. What crashes its process, or fails for a reason that may pass, is tried once more
   * in a fresh one.
   *
   * @throws UserError `analysis.stage-crashed` naming the work; the job's own error; the signal's reason.
   */
  run<Input, Result>(job: StageJob<Input, Result>, input: Input, options: PoolRunOptions): Promise<Result>;
  /** CPU seconds of all children so far, and of the programs they have run to an end. */
  cpuSeconds(): number;
  /** Ends all children; work in progress is lost. */
  close(): Promise<void>;
}

export interface PoolRunOptions {
  /** What is being done, for an error: `looking for faces between 0:15 and 0:31`. */
  readonly title: string;
  readonly onProgress?: (done: number, total: number) => void;
  /** What of it is wanted; absent: all. */
  readonly wantedParts?: WantedParts;
}

export interface StagePoolOptions {
  /** Most children at a time; they are started when first needed. */
  readonly size: number;
  readonly signal: AbortSignal;
  /** `FrameSource.foundPrograms`: spares every child the search. */
  readonly foundPrograms?: unknown;
  /** Told now and then what the children look at; absent: nobody watches. */
  readonly onGlimpse?: ((glimpse: Glimpse) => void) | undefined;
}

export function createStagePool({ size, signal, foundPrograms, onGlimpse }: StagePoolOptions): StagePool {
  const idle: StageChild[] = [];
  const all: StageChild[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  const acquire = async (): Promise<StageChild> => {
    if (busy >= size) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy++;
    const rested = idle.pop();
    if (rested?.isUsable()) return rested;
    return start();
  };
  const start = (): StageChild => {
    const fresh = startStageChild(foundPrograms);
    all.push(fresh);
    return fresh;
  };
  const release = async (child: StageChild): Promise<void> => {
    if (child.isUsable() && !closed) idle.push(child);
    else await child.stop();
    const next = waiting.shift();
    // The place is handed on without becoming free in between.
    if (next) next();
    else busy--;
  };
  const attempt = async (job: string, input: unknown, options: PoolRunOptions): Promise<unknown> => {
    const child = await acquire();
    try {
      signal.throwIfAborted();
      const { onProgress = () => {}, wantedParts } = options;
      return await child.run({ job, input }, { signal, onGlimpse, onProgress, wantedParts });
    } catch (error) {
      // A child that failed may be in any state: the next piece of work gets a fresh one.
      await child.stop();
      throw error;
    } finally {
      await release(child);
    }
  };

  return {
    warm(count = size) {
      while (all.length < Math.min(count, size)) idle.push(start());
    },
    async run(job, input, options) {
      try {
        return job.result.parse(await attempt(job.name, input, options));
      } catch (error) {
        signal.throwIfAborted();
        if (!mayPass(error)) throw error;
      }
      try {
        return job.result.parse(await attempt(job.name, input, options));
      } catch (error) {
        throw error instanceof StageCrash ? crashed(options.title, error) : error;
      }
    },
    cpuSeconds: () => all.reduce((sum, child) => sum + child.cpuSeconds(), 0),
    async close() {
      closed = true;
      await Promise.all(all.map((child) => child.stop()));
    },
  };
}

const mayPass = (error: unknown): boolean =>
  error instanceof StageCrash || (error instanceof UserError && error.retryable);

function crashed(title: string, cause: StageCrash): UserError {
  return new UserError(
    'analysis.stage-crashed',
    `The process ${title} ended twice (${cause.message}): often memory runs out, so close other programs or try --workers 1; if it happens again at the same place, the video may be damaged there.`,
    { cause, retryable: true },
  );
}
