/** What is kept of a video's thumbnails beside it, and how they are laid out. */
import { z } from 'zod';

const count = z.int().positive();

/** In `videos.thumbnails`. */
export const thumbnailRecord = z.object({
  intervalSeconds: z.number().positive(),
  width: count,
  height: count,
  columns: count,
  sheets: z.array(z.object({ key: z.string(), count })).min(1),
});
export type ThumbnailRecord = z.infer<typeof thumbnailRecord>;

/** Pictures fit into a square of so many pixels: 160×90 of most videos. */
export const TILE_SIDE = 160;
export const COLUMNS = 10;
/** Sheets of a hundred: a megapixel and a half, which every browser decodes in a moment. */
export const TILES_PER_SHEET = 100;
/** More would be closer together than a pointer can tell on any screen. */
const MOST_TILES = 1500;

/** Whole seconds from one thumbnail to the next, at least 1. @param durationSeconds null: unknown, taken for an hour. */
export function thumbnailInterval(durationSeconds: number | null): number {
  return Math.max(1, Math.ceil((durationSeconds ?? 3600) / MOST_TILES));
}
