import { z } from 'zod';

/** What the installation is made of, for people who run it. */
export const settings = z
  .object({
    version: z.string(),
    /** Profiles by rising work. */
    profiles: z.array(z.string()),
    screenTimePreset: z.object({ name: z.string(), version: z.int() }),
    queue: z.object({ kind: z.enum(['server', 'memory']), address: z.string() }),
    database: z.object({ description: z.string(), vectorSearch: z.enum(['pgvector', 'exact']) }),
    storage: z.string(),
    /** Seconds after which a job is asked to stop, and ended; for an hour of video. */
    timeLimits: z.object({ softSeconds: z.number(), hardSeconds: z.number() }),
    signsIn: z.boolean(),
  })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof settings>;
