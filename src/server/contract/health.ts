import { z } from 'zod';

const part = z.enum(['ok', 'failing']);

/** What `/healthz` answers. */
export const health = z
  .object({
    status: part,
    version: z.string(),
    redis: part,
    storage: part,
    db: z.enum(['ok', 'failing', 'unconfigured']),
    /** Part to what is wrong with it and what to do; also warnings about parts that work. */
    details: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof health>;
