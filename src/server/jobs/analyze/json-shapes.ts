/** Shapes that several jobs share. Parent and child are the same program: records are checked to be records, no deeper. */
import { z } from 'zod';
import type { DecodeWarning, VideoProbe } from '../../../adapters/frames/port.ts';
import type { ReadyModel } from '../../../adapters/models/port.ts';
import type { FaceDetection } from '../../../pipeline/records.ts';
import { type FrameIndex, frameIndex } from '../../../pipeline/units.ts';

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null;

export const videoShape = z.custom<VideoProbe>(isRecord, 'a probed video is expected');
export const detectorShape = z.custom<ReadyModel<'detector'>>(isRecord, 'a model is expected');
export const landmarksShape = z.custom<ReadyModel<'landmarks'>>(isRecord, 'a model is expected');
export const embedderShape = z.custom<ReadyModel<'embedder'>>(isRecord, 'a model is expected');

export const frameShape = z
  .int()
  .nonnegative()
  .transform((value): FrameIndex => frameIndex(value));

/** Something that the user should know but that does not stop the run. */
export const warningShape = z.object({ code: z.string(), message: z.string(), remedy: z.string() });
export type RunWarning = DecodeWarning;

export const sizeShape = z.object({ width: z.int().positive(), height: z.int().positive() });
export type PictureSize = z.infer<typeof sizeShape>;

const point = z.object({ x: z.number(), y: z.number() });
const box = z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() });

export const faceShape: z.ZodType<Omit<FaceDetection, 'frame'>> = z.object({
  box,
  score: z.number(),
  points: z.object({ leftEye: point, rightEye: point, nose: point, leftMouth: point, rightMouth: point }),
  plausibility: z.number(),
});
