/** Lists come in pages, with the number of all there is. */
import { z } from 'zod';

export const pageRequest = {
  /** How many at most. */
  limit: z.int().min(1).max(200).default(50),
  /** How many to pass over. */
  offset: z.int().min(0).default(0),
} as const;

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    /** Of all that match, on whatever page. */
    total: z.int().min(0),
  });

export const sortOrder = z.enum(['ascending', 'descending']);
