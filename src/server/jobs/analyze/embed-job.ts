import { z } from 'zod';
import type { StageJob } from '../stage-host/stage-job.ts';
import { embedderShape, faceShape, frameShape, sizeShape, videoShape } from './json-shapes.ts';

const segment = z.object({
  /** Where the result goes, see embed-files.ts; a segment whose result is there is passed over. */
  folder: z.string(),
  /** By frame; at least one. */
  faces: z.array(z.object({ frame: frameShape, pts: z.number(), face: faceShape })),
});
export type EmbedSegment = z.infer<typeof segment>;

const input = z.object({
  video: videoShape,
  /** Of the pictures that faces are cut from. */
  size: sizeShape,
  embedder: embedderShape,
  /** In time order. */
  segments: z.array(segment),
});
export type EmbedInput = z.infer<typeof input>;

/** Embeds the chosen faces of some segments and cuts out their crops. */
export const embedJob: StageJob<EmbedInput, null> = { name: 'embed', input, result: z.null() };
