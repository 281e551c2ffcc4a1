import { z } from 'zod';
import type { StageJob } from '../stage-host/stage-job.ts';
import type { PhotoFault } from './choose-face.ts';
import { detectorShape, embedderShape, landmarksShape } from './json-shapes.ts';

const input = z.object({
  models: z.object({ detector: detectorShape, landmarks: landmarksShape.optional(), embedder: embedderShape }),
  photos: z.array(z.object({ file: z.string() })),
  /** Whether the aligned faces are wanted as pictures, too. */
  withChips: z.boolean(),
});
export type CastInput = z.infer<typeof input>;

const faults = [
  'unreadable',
  'no-face',
  'several-faces',
  'face-too-small',
  'face-unclear',
] as const satisfies PhotoFault[];

export const castResult = z.array(
  z.union([
    z.object({
      /** Base64 of the embedding, float32. */
      vector: z.string(),
      /** 0–1, see sampleQuality. */
      quality: z.number(),
      /** Base64 of the aligned face of 112×112 pixels as PNG. */
      chip: z.string().optional(),
    }),
    /** Why the photo cannot be used. */
    z.object({ fault: z.enum(faults), reason: z.string() }),
  ]),
);
export type CastResult = z.infer<typeof castResult>;

/** Embeds the face of each photograph. */
export const castJob: StageJob<CastInput, CastResult> = { name: 'cast', input, result: castResult };
