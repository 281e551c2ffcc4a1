import { z } from 'zod';
import type { StageJob } from '../stage-host/stage-job.ts';
import { detectorShape, embedderShape, landmarksShape } from './json-shapes.ts';

const input = z.object({
  models: z.object({ detector: detectorShape, landmarks: landmarksShape.optional(), embedder: embedderShape }),
  photos: z.array(z.object({ file: z.string() })),
});
export type CastInput = z.infer<typeof input>;

const result = z.array(
  z.union([
    /** Base64 of the embedding, float32. */
    z.object({ vector: z.string() }),
    /** Why the photo cannot be used. */
    z.object({ reason: z.string() }),
  ]),
);
export type CastResult = z.infer<typeof result>;

/** Embeds the largest face of each photograph. */
export const castJob: StageJob<CastInput, CastResult> = { name: 'cast', input, result };
