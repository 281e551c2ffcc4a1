/**
 * `run.json`, the last file a run writes: its presence says that the run is complete. It tells what was analysed, how,
 * with which models, and what came of it. All that may differ between two runs of the same input stands under the one
 * key `timing`; everything else, and every other file of the folder, is the same byte for byte.
 */
import { basename } from 'node:path';
import { z } from 'zod';
import type { VideoProbe } from '../../../../adapters/frames/port.ts';
import { formatJson, parseArtifact } from '../../../results/parse-artifact.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();

/** What readers need of the probe; the rest of {@link VideoProbe}, less the path, stands there too. */
const probe = z.looseObject({
  container: z.string(),
  codec: z.string(),
  width: count,
  height: count,
  displayWidth: count,
  displayHeight: count,
  averageFrameRate: z.number().nullable(),
});

const guardrail = z.object({
  name: z.string(),
  label: z.string(),
  value: z.number().nullable(),
  target: z.object({ min: z.number().optional(), max: z.number().optional() }),
  warnAbove: z.number().nullable(),
  status: z.enum(['ok', 'notice', 'warn']),
  remedy: z.string().nullable(),
  note: z.string().nullable(),
});

const laws = z.object({
  /** Of the file they came in. */
  sha256,
  /** Things that were said; of them, those whose tracks were all found again and that hold in this result. */
  given: count,
  matched: count,
  /** Things that contradict others and were left out. */
  contradicted: count,
  /** Tracks that were cut because two faces in them had been told apart. */
  cut: count,
  /** Added to a time of that run's video, it is the time in this one; how well the two agree there, 0–1. */
  shiftSeconds: z.number(),
  trust: z.number().min(0).max(1),
  /** By the track numbers of that run. */
  unmatched: z.array(
    z.object({
      track: z.int().positive(),
      reason: z.enum(['another-video', 'outside-the-video', 'no-face-there', 'two-people-there']),
    }),
  ),
});

const stage = z.object({
  name: z.string(),
  wallSeconds: z.number(),
  cpuSeconds: z.number(),
  /** True when an earlier run's result was used. */
  reused: z.boolean(),
});

const schema = z.object({
  schemaVersion: z.literal(1),
  programVersion: z.string(),
  input: z.object({
    /** Name without folders, so that the same video gives the same file everywhere. */
    file: z.string(),
    sha256,
    bytes: count,
    /** Length by the decoded frames' time stamps. */
    durationSeconds: z.number(),
    probe,
  }),
  /** Every setting with the value it had, defaults included; `profile` by name. No paths, no thread counts. */
  config: z.looseObject({ profile: z.string() }),
  /** By role: detector, landmarks, embedder, … `file` without folders. */
  models: z.record(z.string(), z.object({ file: z.string(), sha256, licence: z.string() })),
  counts: z.object({
    frames: count,
    analysedFrames: count,
    shots: count,
    detections: count,
    rejectedDetections: count,
    tracks: count,
    faces: count,
    identities: count,
  }),
  guardrails: z.array(guardrail),
  warnings: z.array(z.object({ code: z.string(), message: z.string(), remedy: z.string() })),
  /** When something was last taken out of the result for the sake of somebody's privacy; then it is no longer as it was made. */
  redactedAt: z.iso.datetime().optional(),
  /** What became of corrections that people made to another run; absent where the run was given none. */
  laws: laws.optional(),
  timing: z.object({ startedAt: z.iso.datetime(), stages: z.array(stage) }),
});

/** Content of `run.json`. */
export type RunRecord = z.infer<typeof schema>;
/** What one stage cost: wall-clock seconds, and CPU seconds over all processes and threads it used. */
export type StageTiming = z.infer<typeof stage>;

/** A video's `input` entry: the path loses its folders. */
export function runInput(
  video: VideoProbe,
  facts: { readonly sha256: string; readonly bytes: number; readonly durationSeconds: number },
): RunRecord['input'] {
  const { path, ...rest } = video;
  return { file: basename(path), ...facts, probe: rest };
}

/** Text of `run.json`; the keys stand in the schema's order whatever order they were given in. */
export function formatRun(run: RunRecord): string {
  return formatJson(schema.parse(run));
}

/** Content of the text of `run.json`. @throws UserError when it is damaged; `place` is the path to name. */
export function parseRun(text: string, place: string): RunRecord {
  return parseArtifact(schema, text, place);
}
