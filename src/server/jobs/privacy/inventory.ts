/**
 * What is to be removed of a person, as it was found before anything was. It is stored before the first thing goes: whoever goes
 * on after an interruption knows what there was, though half of it is gone.
 */
import { z } from 'zod';
import { removedItem } from '../../contract/privacy.ts';

const involvedRun = z.object({
  id: z.string(),
  episode: z.string(),
  number: z.int(),
  video: z.string(),
  tracks: z.array(z.int()),
  faces: z.array(z.int()),
  /** Keys of the pictures of these faces. */
  crops: z.array(z.string()),
});
export type InvolvedRun = z.infer<typeof involvedRun>;

export const inventory = z.object({
  personId: z.string(),
  show: z.string(),
  /** Name and other names. */
  names: z.array(z.string()),
  /** Runs in which they were found. */
  runs: z.array(involvedRun),
  /** Episodes in which they were found, or said to be, at some time. */
  episodes: z.array(z.string()),
  /** All done runs of the show: any of them may name the person. */
  doneRuns: z.array(z.string()),
  /** Runs that ended without a result. */
  brokenRuns: z.array(z.string()),
  /** All videos of the show: their analyses know the photographs of the cast. */
  workVideos: z.array(z.string()),
  removed: z.array(removedItem),
});
export type Inventory = z.infer<typeof inventory>;
