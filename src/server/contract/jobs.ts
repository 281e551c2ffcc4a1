/** Jobs and queues as people see them. A job never lies: it waits (for what?), runs (how far?), failed (why?) or is done. */
import { z } from 'zod';
import { episodeId, instant, uuid } from './ids.ts';
import { pageRequest } from './paging.ts';

export const jobId = z.string().min(1).max(200);
export const queueName = z.enum(['analysis', 'segments', 'media', 'review']);

export const jobState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);

export const job = z
  .object({
    id: jobId,
    /** `analyze`, `detect_track` … */
    operation: z.string(),
    queue: z.string(),
    state: jobState,
    /** What it waits for, or why it failed and what to do; null while it runs and when it is done. */
    reason: z.string().nullable(),
    /** As last reported: `{stage, done, total, share, etaSeconds}`. */
    progress: z.record(z.string(), z.unknown()).nullable(),
    /** What it has found, where its operation says something; null until it is done. */
    result: z.unknown(),
    attempt: z.int().nullable(),
    /** When its worker was last known to live. */
    heartbeatAt: instant.nullable(),
    worker: z.string().nullable(),
    episode: episodeId.nullable(),
    run: uuid.nullable(),
    requestedBy: z.string().nullable(),
    addedAt: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    /** Jobs it consists of. */
    parts: z.array(z.object({ id: jobId, operation: z.string() })),
    partOf: jobId.nullable(),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof job>;

export const listJobs = z.object({
  limit: pageRequest.limit,
  offset: pageRequest.offset,
  queue: queueName.optional(),
  state: jobState.optional(),
});

export const queue = z
  .object({
    name: z.string(),
    /** For their turn; for the time of their next try; for jobs they consist of. */
    waiting: z.int(),
    retrying: z.int(),
    waitingForJobs: z.int(),
    running: z.int(),
    done: z.int(),
    failed: z.int(),
    isPaused: z.boolean(),
    oldestWaitingSince: instant.nullable(),
    workers: z.array(z.object({ name: z.string(), concurrency: z.int(), since: instant, lastSeenAt: instant })),
  })
  .meta({ id: 'Queue' });

export const endedJob = z
  .object({
    job: jobId,
    operation: z.string(),
    episode: z.string(),
    outcome: z.enum(['done', 'failed', 'cancelled']),
    reason: z.string().nullable(),
    endedAt: instant,
  })
  .meta({ id: 'EndedJob' });

export const beginAnalysis = z.object({
  id: episodeId,
  profile: z.enum(['fast', 'balanced', 'accurate']).default('balanced'),
  /** Model pack by name. */
  models: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[\w.-]+$/, 'Name a model pack.')
    .default('bundled'),
});
