/**
 * Port: work that is done later, elsewhere, or several times until it succeeds, and that never lies about its state.
 *
 * A *definition* says what a job is. `Jobs` adds jobs, tells about them and changes their course; `work` runs handlers for
 * them. Both may live in different processes on different machines.
 */
import type { z } from 'zod';
import type { CancelOutcome, JobChange, JobList, JobView, QueueCounts, WorkerView } from './view.ts';

/** How often a job is tried when it fails with an error that says `retryable`; others end it at once. */
export interface RetryPolicy {
  /** All tries, the first one included. */
  readonly attempts: number;
  /** Milliseconds before the second try. */
  readonly delayMs: number;
  /** Whether the time doubles before each further try. */
  readonly growth: 'constant' | 'doubling';
}

/** Seconds that one run of a handler may take; time in which it waits for jobs it spawned does not count. */
export interface TimeLimits {
  /** Then the handler's signal fires with `jobs.too-long`. */
  readonly softSeconds: number;
  /** Then the job fails even if the handler does not return. */
  readonly hardSeconds: number;
}

/** What a job of this kind is: a value that producer and worker share. */
export interface JobDefinition<Payload = unknown, Result = unknown> {
  /** The operation, `detect_track`; no other definition has it. */
  readonly name: string;
  /** Without a colon. */
  readonly queue: string;
  /** What it gives has to be what JSON can say, and pass again. */
  readonly payload: z.ZodType<Payload>;
  /** Likewise; `z.null()` where there is nothing to say. */
  readonly result: z.ZodType<Result>;
  /** Default: one try. */
  readonly retry?: RetryPolicy;
  /** 0 (default) comes first, then 1, 2 …; equals in the order in which they were added. */
  readonly priority?: number;
  /** Default: 6000 s soft, 7200 s hard. */
  timeLimits?(payload: Payload): TimeLimits;
  /**
   * Jobs of one key are the same work: while one has not ended, adding another gives that one. Null: it is like no
   * other. Not used for jobs that are part of another job.
   */
  dedupeKey?(payload: Payload): string | null;
}

export interface AddOptions {
  /** Default: a new one. Of letters, digits, `_`, `-`, `.`, among them a digit and one that is none. It names one job for good. */
  readonly id?: string;
  /** Who wants it, for people. */
  readonly requestedBy?: string;
  /** Instead of the definition's. */
  readonly priority?: number;
}

/** A job whose handler begins when all its children are done, and fails when one of them does. */
export interface FlowNode<Payload = unknown> {
  readonly definition: JobDefinition<Payload>;
  readonly payload: Payload;
  readonly children?: readonly FlowNode[];
}

export interface AddedJob {
  readonly job: JobView;
  /** False when the id or the same work was there already. */
  readonly isNew: boolean;
}

export interface Jobs {
  /** @throws UserError `jobs.bad-payload`, `jobs.bad-id`. */
  add<Payload>(definition: JobDefinition<Payload>, payload: NoInfer<Payload>, options?: AddOptions): Promise<AddedJob>;
  /** Adds a job with the jobs it consists of, all or nothing. The id is the root's, the other options hold for all. */
  addFlow(root: FlowNode, options?: AddOptions): Promise<AddedJob>;
  /** Null when there is none, or it ended so long ago that it is no longer kept. */
  get(id: string): Promise<JobView | null>;
  /** Of all queues if none is named; those that changed last come first. */
  list(options: JobList): Promise<JobView[]>;
  /**
   * A waiting job is over at once; a running one when its handler, whose signal fires within a second, has stopped. Jobs it
   * consists of are cancelled with it, and jobs it is part of cannot go on.
   *
   * @param by who cancels, for people.
   * @throws UserError `jobs.unknown`.
   */
  cancel(id: string, by?: string): Promise<CancelOutcome>;
  /**
   * Begins a failed or cancelled job again, and with it all that failed of the job it is part of; what is done stays done.
   *
   * @throws UserError `jobs.unknown`, `jobs.not-failed`, `jobs.duplicate`, `jobs.parts-gone`.
   */
  retry(id: string): Promise<JobView>;
  /**
   * Forgets jobs that have ended, before their time. One that is part of a job that has not ended stays: it may be asked for
   * its result.
   *
   * @param isMeant gets each of them, and all that is kept of it as one text.
   * @returns how many were forgotten.
   */
  forget(isMeant: (job: JobView, kept: string) => boolean): Promise<number>;
  /** Jobs that run go on; no other begins, in any process, until `resume`. */
  pause(queue: string): Promise<void>;
  resume(queue: string): Promise<void>;
  counts(queue: string): Promise<QueueCounts>;
  /** Who serves the queue: heard of within the last seconds. */
  workers(queue: string): Promise<WorkerView[]>;
  /**
   * What happens from the moment it resolves, in all queues, until the signal. A change says that it is time to look; the
   * state it names may be over already.
   */
  watch(signal: AbortSignal): Promise<AsyncIterable<JobChange>>;
  /** Begins to run handlers in this process. @throws UserError `jobs.handler-missing`, `jobs.handler-duplicate`. */
  work(options: WorkOptions): Promise<Work>;
  /** Ends watching; first close what `work` gave. */
  close(): Promise<void>;
}

/** What a handler gets besides the payload. */
export interface JobContext {
  readonly id: string;
  /** 1 for the first try. A run that was interrupted, or that waited for spawned jobs, is the same try. */
  readonly attempt: number;
  /** Fires with a UserError as its reason: `jobs.cancelled`, `jobs.too-long`, `jobs.shutting-down`, `jobs.lock-lost`. */
  readonly signal: AbortSignal;
  /** How far it is, for who watches: JSON. Cheap to call often; the last one counts. */
  report(progress: Progress): void;
  /** Results of the jobs of a definition that this one waited for as its children in a flow, in the order they were given. */
  results<Payload, Result>(definition: JobDefinition<Payload, Result>): Promise<Result[]>;
  /**
   * Adds jobs that this one consists of and waits for them without occupying a worker: it throws, and when they are done the
   * handler is called again from its start, and the same call gives their results. So what comes before it must be quick or
   * remembered, and must lead to the same payloads. They have the priority of this job. Let its error pass.
   */
  spawn<Payload, Result>(
    definition: JobDefinition<Payload, Result>,
    payloads: readonly NoInfer<Payload>[],
  ): Promise<Result[]>;
}

/** JSON. */
export type Progress = Readonly<Record<string, unknown>>;

export interface JobHandler<Payload = unknown, Result = unknown> {
  readonly definition: JobDefinition<Payload, Result>;
  run(payload: Payload, context: JobContext): Promise<Result>;
}

export interface WorkOptions {
  readonly handlers: readonly JobHandler[];
  /** Queue to how many of its jobs run at the same time in this process. */
  readonly queues: Readonly<Record<string, number>>;
  /** For people and `workers`. Default: host and process number. */
  readonly name?: string;
  /** What goes wrong beside the jobs, such as a job that is lost to another worker. */
  readonly onProblem?: (error: Error) => void;
}

/** Pages for admins, mounted into a server. */
export interface QueueBoard {
  readonly path: string;
  /** A plugin of Fastify, to be registered under the path. */
  readonly plugin: unknown;
  close(): Promise<void>;
}

export interface Work {
  readonly name: string;
  /**
   * Takes no more jobs, lets those that run go on for `graceMs`, then fires their signals with `jobs.shutting-down` and
   * gives them back to their queues. May be called again with less time. Without Redis it ends, too, some seconds later;
   * then the jobs are taken over by others in their time.
   */
  close(options: { readonly graceMs: number }): Promise<void>;
}

export type { CancelOutcome, JobChange, JobList, JobView, QueueCounts, WorkerView };
