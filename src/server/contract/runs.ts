/** Runs and what came of them. Times in seconds are since the first decoded frame; frames count from 0. */
import { z } from 'zod';
import { episodeId, instant, uuid } from './ids.ts';
import { runState } from './run-states.ts';

const counts = z.record(z.string(), z.number());

export const runListItem = z
  .object({
    id: uuid,
    episodeId,
    number: z.int(),
    state: runState,
    /** Why it failed or stopped, and what to do. */
    reason: z.string().nullable(),
    reasonCode: z.string().nullable(),
    profile: z.string(),
    /** Its result is the one the episode shows. */
    isActive: z.boolean(),
    programVersion: z.string(),
    requestedBy: z.string(),
    queuedAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    counts: counts.nullable(),
  })
  .meta({ id: 'RunListItem' });
export type RunListItem = z.infer<typeof runListItem>;

const guardrail = z
  .object({
    name: z.string(),
    label: z.string(),
    value: z.number().nullable(),
    target: z.object({ min: z.number().optional(), max: z.number().optional() }),
    warnAbove: z.number().nullable(),
    status: z.enum(['ok', 'notice', 'warn']),
    /** What to do; null when the status is ok. */
    remedy: z.string().nullable(),
    /** Why the value was not judged. */
    note: z.string().nullable(),
  })
  .meta({ id: 'Guardrail' });

const stage = z
  .object({
    name: z.string(),
    state: z.enum(['pending', 'running', 'done', 'failed', 'cancelled', 'interrupted']),
    reason: z.string().nullable(),
    attempts: z.int(),
    /** The result of an earlier run was used. */
    reused: z.boolean(),
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    wallSeconds: z.number().nullable(),
    cpuSeconds: z.number().nullable(),
  })
  .meta({ id: 'RunStage' });

const model = z
  .object({ role: z.string(), pack: z.string(), file: z.string(), sha256: z.string(), licence: z.string() })
  .meta({ id: 'RunModel' });
const artifact = z.object({ name: z.string(), bytes: z.int(), sha256: z.string() }).meta({ id: 'RunArtifact' });

export const run = runListItem
  .extend({
    config: z.unknown(),
    stages: z.array(stage),
    guardrails: z.array(guardrail),
    warnings: z.array(z.object({ code: z.string(), message: z.string(), remedy: z.string() })),
    models: z.array(model),
    artifacts: z.array(artifact),
  })
  .meta({ id: 'Run' });
export type Run = z.infer<typeof run>;

export const artifactRequest = z.object({ id: uuid, name: z.string().min(1).max(200) });
export const signedUrl = z.object({ url: z.string(), expiresInSeconds: z.int() }).meta({ id: 'SignedUrl' });

export const runLogRequest = z.object({
  id: uuid,
  /** Only what came after this line. */
  after: z.coerce.number().int().min(0).optional(),
});
const runLogLine = z
  .object({
    /** Rises within a run, with gaps. */
    sequence: z.int(),
    at: instant,
    level: z.enum(['info', 'warn', 'error']),
    message: z.string(),
  })
  .meta({ id: 'RunLogLine' });
export type RunLogLine = z.infer<typeof runLogLine>;
/** Oldest first, a thousand at most: ask again after the last. */
export const runLog = z.object({ items: z.array(runLogLine) }).meta({ id: 'RunLog' });

export const runPreview = z
  .object({
    /** Of the frame. */
    seconds: z.number(),
    /** `data:image/jpeg…`, 60 kB at most. */
    imageUrl: z.string(),
    /** Of the picture that was searched, in pixels: its shape. The image may be smaller. */
    width: z.int(),
    height: z.int(),
    /** Faces in the frame, in shares of the picture's width and height, 0 to 1. */
    boxes: z.array(z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() })),
    /** Newest first, 24 at most. */
    faces: z.array(z.object({ cropUrl: z.string(), seconds: z.number() })),
    /** Faces found since the search of this video was begun or taken up again. */
    facesFound: z.int(),
  })
  .meta({ id: 'RunPreview' });
export type RunPreview = z.infer<typeof runPreview>;

const side = z.object({ identities: z.array(z.int()), seconds: z.number() });
export const comparison = z
  .object({
    rows: z.array(
      z.object({
        name: z.string().nullable(),
        /** `time`: two that are visible at the same times, `name`: the same person; `none`: only in one of the runs. */
        matchedBy: z.enum(['name', 'time', 'none']),
        left: side.nullable(),
        right: side.nullable(),
        /** Right less left. */
        difference: z.number(),
      }),
    ),
    totals: z.object({
      left: z.object({ faceVisible: z.number(), unattributed: z.number() }),
      right: z.object({ faceVisible: z.number(), unattributed: z.number() }),
    }),
    /** Settings that differ, by their path such as `settings.sampling`. */
    settings: z.array(z.object({ path: z.string(), left: z.unknown(), right: z.unknown() })),
  })
  .meta({ id: 'RunComparison' });
export type Comparison = z.infer<typeof comparison>;
