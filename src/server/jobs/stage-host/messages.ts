/** What parent and child say to each other. Everything that arrives is checked. */
import { z } from 'zod';
import { glimpseShape } from '../analyze/glimpse.ts';

export const toChild = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('work'),
    job: z.string(),
    input: z.unknown(),
    isWatched: z.boolean(),
    /** Only the first so many parts of the input; absent: all. */
    parts: z.int().nonnegative().optional(),
  }),
  /** From now on only the first so many parts are wanted. */
  z.object({ type: z.literal('reduce'), parts: z.int().nonnegative() }),
  z.object({ type: z.literal('abort') }),
]);
export type ToChild = z.infer<typeof toChild>;

/** CPU seconds of the child and of the programs it has run, since it was started. */
const cpuSeconds = z.number().nonnegative();

export const failure = z.object({
  name: z.string(),
  message: z.string(),
  stack: z.string().optional(),
  /** Present for what a user can mend. */
  user: z.object({ code: z.string(), retryable: z.boolean() }).optional(),
});
export type Failure = z.infer<typeof failure>;

export const fromChild = z.discriminatedUnion('type', [
  /** Sent every few seconds while the child's event loop turns. */
  z.object({ type: z.literal('alive'), cpuSeconds }),
  z.object({ type: z.literal('progress'), done: z.number(), total: z.number() }),
  /** Sent only for work that is watched. */
  z.object({ type: z.literal('glimpse'), glimpse: glimpseShape }),
  z.object({ type: z.literal('done'), result: z.unknown(), cpuSeconds }),
  z.object({ type: z.literal('failed'), failure, cpuSeconds }),
]);
export type FromChild = z.infer<typeof fromChild>;
