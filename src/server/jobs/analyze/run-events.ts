/** What a run tells while it goes on: the lines of `--json`, and what a progress bar is drawn from. */
import { z } from 'zod';
import { STAGE_NAMES } from '../../../pipeline/stage-events.ts';

const stage = z.enum(STAGE_NAMES);

export const runEventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('run-started'),
    /** Version of these events. */
    version: z.literal(1),
    video: z.string(),
    out: z.string(),
    profile: z.string(),
    /** As the container claims it; null when it does not say. */
    videoSeconds: z.number().nullable(),
    stages: z.array(stage),
  }),
  /** A model that is not here yet is being fetched. `total` is null when the sender does not say. */
  z.object({
    event: z.literal('model-download'),
    item: z.string(),
    receivedBytes: z.number(),
    totalBytes: z.number().nullable(),
  }),
  z.object({ event: z.literal('stage-started'), stage }),
  /** `done` of `total` in the stage's own units; 0 of 0 when nothing is known yet. */
  z.object({ event: z.literal('progress'), stage, done: z.number(), total: z.number() }),
  z.object({
    event: z.literal('stage-finished'),
    stage,
    /** Nothing had to be done: an earlier run's result was used. */
    reused: z.boolean(),
    wallSeconds: z.number(),
    cpuSeconds: z.number(),
  }),
  z.object({ event: z.literal('warning'), code: z.string(), message: z.string(), remedy: z.string() }),
  z.object({
    event: z.literal('run-finished'),
    out: z.string(),
    summary: z.object({
      videoSeconds: z.number(),
      wallSeconds: z.number(),
      cpuSeconds: z.number(),
      frames: z.int(),
      analysedFrames: z.int(),
      shots: z.int(),
      tracks: z.int(),
      identities: z.array(
        z.object({ identity: z.int(), name: z.string().nullable(), seconds: z.number(), confidence: z.number() }),
      ),
      unattributedSeconds: z.number(),
      warnings: z.int(),
    }),
  }),
  /** The run ended without a result. */
  z.object({ event: z.literal('error'), code: z.string(), message: z.string(), retryable: z.boolean() }),
]);

/** One line of `--json`. */
export type RunEvent = z.infer<typeof runEventSchema>;
