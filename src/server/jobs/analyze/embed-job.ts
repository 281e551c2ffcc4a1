import { z } from 'zod';
import type { StageJob } from '../stage-host/stage-job.ts';
import { embedderShape, faceShape, frameShape, sizeShape, videoShape } from './json-shapes.ts';

const input = z.object({
  video: videoShape,
  /** Where the result goes, see embed-files.ts. */
  folder: z.string(),
  /** Of the pictures that faces are cut from. */
  size: sizeShape,
  embedder: embedderShape,
  /** By frame. */
  faces: z.array(z.object({ frame: frameShape, pts: z.number(), face: faceShape })),
});
export type EmbedInput = z.infer<typeof input>;

/** Embeds the chosen faces of one segment and cuts out their crops. */
export const embedJob: StageJob<EmbedInput, null> = { name: 'embed', input, result: z.null() };
