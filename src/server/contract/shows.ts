import { z } from 'zod';
import { instant, showId } from './ids.ts';

const title = z.string().trim().min(1, 'Give it a title.').max(200);
export const seasonNumber = z.int().min(0).max(999);

const season = z
  .object({ number: seasonNumber, title: z.string().nullable(), episodes: z.int() })
  .meta({ id: 'Season' });

export const show = z
  .object({
    id: showId,
    title: z.string(),
    archivedAt: instant.nullable(),
    createdAt: instant,
    /** 0 holds the specials. */
    seasons: z.array(season),
  })
  .meta({ id: 'Show' });
export type Show = z.infer<typeof show>;

export const createShow = z.object({ id: showId, title });
export const renameShow = z.object({ id: showId, title });
export const archiveShow = z.object({ id: showId, archived: z.boolean() });
export const nameSeason = z.object({ showId, number: seasonNumber, title: title.nullable() });
