import { z } from 'zod';
import type { StageJob } from '../stage-host/stage-job.ts';
import { videoShape } from './json-shapes.ts';

const input = z.object({
  video: videoShape,
  /** Where the result goes, see scan-files.ts. */
  folder: z.string(),
});

/** Looks at every frame of the video once: times, shots, motion. */
export const scanJob: StageJob<z.infer<typeof input>, null> = { name: 'scan', input, result: z.null() };
