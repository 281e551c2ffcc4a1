import { z } from 'zod';
import type { StageJob } from '../stage-host/stage-job.ts';
import { detectorShape, frameShape, landmarksShape, sizeShape, videoShape } from './json-shapes.ts';

const input = z.object({
  video: videoShape,
  /** Where the result goes, see detect-files.ts. */
  file: z.string(),
  /** Of the pictures that are searched. */
  size: sizeShape,
  /** Longer side in pixels of those pictures of the smallest face wanted. */
  wantedFace: z.number().positive(),
  models: z.object({ detector: detectorShape, landmarks: landmarksShape.optional() }),
  frames: z.array(z.object({ frame: frameShape, pts: z.number(), sweep: z.boolean() })),
});
export type DetectInput = z.infer<typeof input>;

/** Finds the faces in the frames of one segment. */
export const detectJob: StageJob<DetectInput, null> = { name: 'detect', input, result: z.null() };
