import { z } from 'zod';
import type { StageJob } from '../stage-host/stage-job.ts';
import { detectorShape, embedderShape, landmarksShape } from './json-shapes.ts';

const input = z.object({
  models: z.object({ detector: detectorShape, landmarks: landmarksShape.optional(), embedder: embedderShape }),
  /** Base64 of the file's content: it is written nowhere. */
  photo: z.string(),
});
export type PhotoFacesInput = z.infer<typeof input>;

export const photoFacesResult = z.array(
  z.object({
    /** As shares of the upright picture's width and height; reaches beyond it where the face does. */
    box: z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() }),
    /** 0–1, see sampleQuality. */
    quality: z.number(),
    /** Base64 of the embedding, float32. */
    vector: z.string(),
  }),
);
export type PhotoFacesResult = z.infer<typeof photoFacesResult>;

/** Finds and embeds every face of one picture, the largest first. */
export const photoFacesJob: StageJob<PhotoFacesInput, PhotoFacesResult> = {
  name: 'photo-faces',
  input,
  result: photoFacesResult,
};
