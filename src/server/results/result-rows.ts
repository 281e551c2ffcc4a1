/** Rows of `tracks.jsonl` and `faces.jsonl`, as far as readers need them. Frames are 1-based there. */
import { z } from 'zod';

const frame = z.int().positive();
const time = z.number().nonnegative();

export const trackRow = z.object({
  track: z.int().positive(),
  shot: z.int().positive(),
  identity: z.int().positive().nullable(),
  /** How surely it belongs to its identity, 0–1; null where it has none. */
  confidence: z.number().nullable(),
  first_frame: frame,
  last_frame: frame,
  first_s: time,
  last_s: time,
  sightings: z.int().positive(),
  /** The analysed frames in which it was seen, ascending. */
  frames: z.array(frame),
});
export type TrackRow = z.infer<typeof trackRow>;

export const faceRow = z.object({
  /** 0-based row of `embeddings.npy`. */
  row: z.int().nonnegative(),
  /** Null: refining left the face out of every track. */
  track: z.int().positive().nullable(),
  frame,
  seconds: time,
  /** Display pixels. */
  box: z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() }),
  score: z.number(),
  quality: z.number(),
  /** Path of the crop below the result folder; null where there is none. */
  crop: z.string().nullable(),
});
export type FaceRow = z.infer<typeof faceRow>;
