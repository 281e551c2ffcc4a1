import { z } from 'zod';
import type { StageJob } from '../stage-host/stage-job.ts';

const number = z.int().positive();
const pairs = z.array(z.tuple([number, number]));

const input = z.object({
  /** Holds `tracks.jsonl`, `faces.jsonl` and `embeddings.npy` of a run. */
  folder: z.string(),
  identities: z.array(z.object({ identity: number, tracks: z.array(number) })),
  together: pairs,
  apart: pairs,
  mergeLikeness: z.number(),
});
export type GroupInput = z.infer<typeof input>;

export const groupResult = z.array(z.object({ identities: z.array(number).min(2), likeness: z.number() }));
export type GroupResult = z.infer<typeof groupResult>;

/** Finds identities of a run that are one person: seconds of a thread for an hour of video. */
export const groupJob: StageJob<GroupInput, GroupResult> = { name: 'group', input, result: groupResult };
