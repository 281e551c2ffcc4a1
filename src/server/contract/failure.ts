/** What a refused request is told, the same over tRPC (in `error.data.failure`) and REST (the body). */
import { z } from 'zod';

export const failure = z
  .object({
    /** For programs: `episodes.not-found`. */
    code: z.string(),
    /** For people: what is wrong and what to do. */
    message: z.string(),
    /** Whether the same request may work later. */
    retryable: z.boolean(),
    /** What is wrong with which field of the request. */
    fields: z.array(z.object({ field: z.string(), message: z.string() })),
    /** Finds the request in the server's log. */
    requestId: z.string().nullable(),
  })
  .meta({ id: 'Failure' });
export type Failure = z.infer<typeof failure>;
