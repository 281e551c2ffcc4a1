/** The videos of an episode: the current one, those it replaced, those that could not be used. */
import { z } from 'zod';
import { episodeId, instant, uuid } from './ids.ts';

export const video = z
  .object({
    id: uuid,
    episodeId,
    fileName: z.string(),
    bytes: z.int(),
    sha256: z.string().nullable(),
    state: z.enum(['checking', 'ready', 'rejected']),
    /** Why it was rejected, and what to do. */
    reason: z.string().nullable(),
    durationSeconds: z.number().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    /** Whether it is the one that the episode shows. */
    isCurrent: z.boolean(),
    hasProxy: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: 'Video' });
export type Video = z.infer<typeof video>;

export const playbackRequest = z.object({
  episodeId,
  /** How long the URL works. Absent: four hours. */
  expiresInSeconds: z
    .int()
    .min(1)
    .max(24 * 3600)
    .optional(),
});
export type PlaybackRequest = z.infer<typeof playbackRequest>;

export const playback = z
  .object({
    videoId: uuid,
    /** For `<video src>`; it answers range requests. */
    url: z.string(),
    contentType: z.string(),
    /** Ask again then. */
    expiresAt: instant,
    /** Whether this is a rendition made for browsers, instead of the video itself. */
    isProxy: z.boolean(),
    /** Whether the browsers of today can play it, by container and codecs. */
    isPlayable: z.boolean(),
  })
  .meta({ id: 'Playback' });
export type Playback = z.infer<typeof playback>;

export const thumbnails = z
  .object({
    /** Seconds from one picture to the next; picture i shows what is on screen at i times this after the first frame. */
    intervalSeconds: z.number(),
    /** Of one picture, in pixels. */
    width: z.int(),
    height: z.int(),
    /** Pictures in a row of a sheet; they follow row by row from the top left. */
    columns: z.int(),
    /** In time order; every sheet but the last is full. */
    sheets: z.array(z.object({ url: z.string(), count: z.int() })),
    /** Pictures on all sheets. */
    count: z.int(),
  })
  .meta({ id: 'Thumbnails' });
export type Thumbnails = z.infer<typeof thumbnails>;
