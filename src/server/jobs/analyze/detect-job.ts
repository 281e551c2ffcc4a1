import { z } from 'zod';
import type { StageJob } from '../stage-host/stage-job.ts';
import { detectorShape, frameShape, landmarksShape, sizeShape, videoShape } from './json-shapes.ts';

const segment = z.object({
  /** Where the result goes, see detect-files.ts; a segment whose file is there is passed over. */
  file: z.string(),
  frames: z.array(z.object({ frame: frameShape, pts: z.number(), sweep: z.boolean() })),
});
export type DetectSegment = z.infer<typeof segment>;

const input = z.object({
  video: videoShape,
  /** Of the pictures that are searched. */
  size: sizeShape,
  /** Longer side in pixels of those pictures of the smallest face wanted. */
  wantedFace: z.number().positive(),
  models: z.object({ detector: detectorShape, landmarks: landmarksShape.optional() }),
  /** In time order. */
  segments: z.array(segment),
});
export type DetectInput = z.infer<typeof input>;

/** Finds the faces in the frames of some segments. */
export const detectJob: StageJob<DetectInput, null> = { name: 'detect', input, result: z.null() };
