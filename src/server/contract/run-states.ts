import { z } from 'zod';

/** `interrupted`: the program that did it ended; it is taken up again. */
export const runState = z
  .enum(['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'])
  .meta({ id: 'RunState' });
export type RunState = z.infer<typeof runState>;
