/** What both sides of a process border know of a piece of work. */
import type { z } from 'zod';
import type { Glimpse } from '../analyze/glimpse.ts';

/** A kind of work that a child process does: its name, and the shapes of what goes in and comes out (plain JSON). */
export interface StageJob<Input, Result> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly result: z.ZodType<Result>;
}

/** What a handler may use besides its input. */
export interface StageContext {
  /** Aborted when the work is no longer wanted. */
  readonly signal: AbortSignal;
  readonly report: (done: number, total: number) => void;
  /** How many of the input's parts are still wanted, counted from the first; may become less at any time. */
  readonly wantedParts: () => number;
  /** Shows what is being looked at; undefined when nobody watches. */
  readonly glimpse?: ((glimpse: Glimpse) => void) | undefined;
}

/** Does the work of one job inside a child process; `services` lives as long as the child. */
export interface StageHandler<Services> {
  readonly name: string;
  /** Checks its input and does the work. */
  readonly run: (services: Services, input: unknown, context: StageContext) => Promise<unknown>;
}

/** Binds a job to the function that does it. */
export function handle<Services, Input, Result>(
  job: StageJob<Input, Result>,
  work: (services: Services, input: Input, context: StageContext) => Promise<Result>,
): StageHandler<Services> {
  return { name: job.name, run: (services, input, context) => work(services, job.input.parse(input), context) };
}
