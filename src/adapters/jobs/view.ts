/** What one can see of jobs, queues and workers. Times are milliseconds since 1970. */

export interface JobRef {
  readonly queue: string;
  readonly id: string;
}

/** A job that is part of another. */
export interface ChildRef extends JobRef {
  /** Its definition's. */
  readonly name: string;
}

/** Why a job failed, as it survives the process it failed in. */
export interface JobFailure {
  /** Of the UserError; `jobs.unexpected` for any other error. */
  readonly code: string;
  /** What is wrong and what to do. */
  readonly message: string;
  /** Whether doing the same again may help. */
  readonly retryable: boolean;
}

/** What a waiting job waits for; `text` says the same to people. */
export type WaitingReason =
  | { readonly kind: 'turn'; readonly ahead: number; readonly text: string }
  | { readonly kind: 'paused'; readonly text: string }
  | { readonly kind: 'no-worker'; readonly text: string }
  | { readonly kind: 'jobs'; readonly count: number; readonly text: string }
  | { readonly kind: 'retry'; readonly at: number; readonly after: JobFailure; readonly text: string };

export type JobState =
  | { readonly state: 'waiting'; readonly why: WaitingReason }
  | {
      readonly state: 'running';
      readonly since: number;
      /** 1 for the first try. */
      readonly attempt: number;
      /** As last reported; null when nothing was. */
      readonly progress: Readonly<Record<string, unknown>> | null;
      /** When its worker was last known to live. */
      readonly heartbeat: number;
      readonly worker: string | null;
      /** It was cancelled, and its handler has not stopped yet. */
      readonly isStopping: boolean;
    }
  | { readonly state: 'done'; readonly result: unknown }
  | { readonly state: 'failed'; readonly failure: JobFailure }
  | { readonly state: 'cancelled'; readonly failure: JobFailure };

export type JobStateName = JobState['state'];

export type JobView = JobState & {
  readonly id: string;
  /** The definition's. */
  readonly name: string;
  readonly queue: string;
  readonly payload: unknown;
  readonly requestedBy: string | null;
  readonly addedAt: number;
  /** When it was last begun; null when it never was. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly parent: JobRef | null;
  /** In the order in which they were given. */
  readonly children: readonly ChildRef[];
};

export interface JobList {
  readonly queues?: readonly string[];
  readonly states: readonly JobStateName[];
  readonly limit: number;
  readonly offset?: number;
}

/** `cancelled`: it never runs. `stopping`: its handler is being told. `ended`: it was over before. */
export type CancelOutcome = 'cancelled' | 'stopping' | 'ended';

export interface QueueCounts {
  /** For their turn. */
  readonly waiting: number;
  /** For the time of their next try. */
  readonly retrying: number;
  /** For jobs they consist of. */
  readonly waitingForJobs: number;
  readonly running: number;
  /** As long as they are kept. */
  readonly done: number;
  /** Cancelled ones are among them. */
  readonly failed: number;
  readonly isPaused: boolean;
  /** Since when the oldest of those waits that wait for their turn: when it was added. Null when none does. */
  readonly oldestWaitingSince: number | null;
}

export interface WorkerView {
  readonly name: string;
  readonly queue: string;
  readonly since: number;
  readonly lastSeen: number;
  /** How many jobs of the queue it runs at the same time. */
  readonly concurrency: number;
}

/** Something changed. */
export type JobChange = JobRef &
  (
    | { readonly type: 'progress'; readonly progress: Readonly<Record<string, unknown>> }
    | { readonly type: 'waiting' | 'running' | 'done' | 'removed' }
    | { readonly type: 'failed' | 'cancelled'; readonly failure: JobFailure }
  );
