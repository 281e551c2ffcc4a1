/** What a worker and the process that does an analysis for it say to each other. Everything that arrives is checked. */
import { z } from 'zod';
import { STAGE_NAMES } from '../../../pipeline/stage-events.ts';
import { previewShape } from '../analyze/glimpse.ts';
import { namingByModel } from '../analyze/naming-by-model.ts';
import { runEventSchema } from '../analyze/run-events.ts';
import { failure } from './messages.ts';

const request = z.object({
  video: z.string(),
  videoName: z.string(),
  out: z.string(),
  profile: z.enum(['fast', 'balanced', 'accurate']),
  cast: z.string().nullable(),
  laws: z.string().nullable(),
  pack: z.string(),
  workers: z.int().min(1),
  until: z.enum(STAGE_NAMES).optional(),
  share: z.object({ stage: z.enum(['detect', 'embed']), index: z.int(), of: z.int() }).optional(),
  naming: namingByModel.optional(),
});
export type ProcessRequest = z.infer<typeof request>;

export const toAnalysis = z.discriminatedUnion('type', [
  z.object({ type: z.literal('analyze'), request }),
  z.object({ type: z.literal('abort') }),
]);
export type ToAnalysis = z.infer<typeof toAnalysis>;

export const fromAnalysis = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event'), event: runEventSchema }),
  z.object({ type: z.literal('preview'), preview: previewShape }),
  z.object({ type: z.literal('done') }),
  z.object({ type: z.literal('failed'), failure }),
]);
export type FromAnalysis = z.infer<typeof fromAnalysis>;
