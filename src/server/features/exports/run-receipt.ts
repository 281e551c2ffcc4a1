/** What `run.json` says about where a run's numbers come from, as far as exports show it. */
import { z } from 'zod';
import { parseArtifact } from '../../results/parse-artifact.ts';

const schema = z.object({
  programVersion: z.string(),
  input: z.object({
    file: z.string(),
    sha256: z.string(),
    durationSeconds: z.number(),
    probe: z.object({
      audioStreams: z.number().default(0),
      /** Runs of earlier versions did not look. */
      startTimecode: z.string().nullable().default(null),
    }),
  }),
  config: z.looseObject({ profile: z.string() }),
  models: z.record(z.string(), z.object({ file: z.string(), sha256: z.string(), licence: z.string() })),
  counts: z.record(z.string(), z.number()),
  guardrails: z.array(
    z.object({
      label: z.string(),
      value: z.number().nullable(),
      status: z.string(),
      remedy: z.string().nullable(),
    }),
  ),
  warnings: z.array(z.object({ message: z.string(), remedy: z.string() })),
});

export interface RunReceipt
  extends Pick<z.infer<typeof schema>, 'programVersion' | 'models' | 'guardrails' | 'warnings'> {
  readonly video: {
    readonly file: string;
    readonly sha256: string;
    readonly seconds: number;
    readonly hasSound: boolean;
    readonly startTimecode: string | null;
  };
  readonly profile: string;
  /** Every setting with its value. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly counts: Readonly<Record<string, number>>;
}

/** @throws UserError `artifact.damaged`; `place` is the path to name. */
export function parseReceipt(text: string, place: string): RunReceipt {
  const { input, config, ...rest } = parseArtifact(schema, text, place);
  const { file, sha256, durationSeconds: seconds, probe } = input;
  const hasSound = probe.audioStreams > 0;
  return {
    ...rest,
    video: { file, sha256, seconds, hasSound, startTimecode: probe.startTimecode },
    profile: config.profile,
    config,
  };
}
