import { z } from 'zod';
import type { StageJob } from '../stage-host/stage-job.ts';
import { detectorShape, embedderShape, landmarksShape } from './json-shapes.ts';

const input = z.object({
  detector: detectorShape,
  landmarks: landmarksShape.optional(),
  embedder: embedderShape,
});
export type PrepareInput = z.infer<typeof input>;

/** Opens the networks before there is anything for them to look at. */
export const prepareJob: StageJob<PrepareInput, null> = { name: 'prepare', input, result: z.null() };
